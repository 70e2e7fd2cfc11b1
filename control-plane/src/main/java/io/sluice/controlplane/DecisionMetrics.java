package io.sluice.controlplane;

import io.micrometer.core.instrument.MeterRegistry;
import io.sluice.controlplane.decisions.DecisionListener;
import io.sluice.controlplane.process.Decision;
import io.sluice.controlplane.process.ProcessEvent;
import io.sluice.controlplane.process.ProcessEvent.FactIgnored;
import io.sluice.controlplane.process.ProcessEvent.InputRefused;
import io.sluice.controlplane.process.ProcessInput;

/// Counts what is decided, and apart from that what changed nothing.
///
/// Thread: safe.
final class DecisionMetrics implements DecisionListener {
  private final MeterRegistry registry;

  DecisionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void decided(ProcessInput input, Decision decision) {
    registry.counter("sluice.decisions", "input", input.getClass().getSimpleName()).increment();
    decision.events().forEach(this::count);
  }

  private void count(ProcessEvent event) {
    if (event instanceof FactIgnored ignored) {
      registry.counter("sluice.facts.ignored", "reason", ignored.reason().name()).increment();
    } else if (event instanceof InputRefused refused) {
      registry.counter("sluice.inputs.refused", "reason", refused.reason()).increment();
    }
  }

  @Override
  public void forwarded(String topic) {
    registry.counter("sluice.inputs.forwarded", "topic", topic).increment();
  }
}
