package io.sluice.simulation;

import io.sluice.controlplane.process.Decider;
import io.sluice.controlplane.process.ProcessDecider;
import io.sluice.simulation.controlplane.Sending;
import io.sluice.simulation.log.Fence;
import io.sluice.simulation.log.SimGroup;
import io.sluice.simulation.log.Transactions;
import io.sluice.simulation.worker.Leases;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// Where something else can be put between the parts of a world.
///
/// @param decider what is decided
/// @param fence who may commit offsets
/// @param sending how a batch's records are written
/// @param leases what workers lease their ports from
public record Seams(
    Decider decider,
    Function<SimGroup, Fence> fence,
    Sending sending,
    UnaryOperator<Leases> leases) {
  /// Everything as it should be.
  public static final Seams SOUND =
      new Seams(
          ProcessDecider::decide,
          group -> group::isCurrent,
          Transactions::send,
          UnaryOperator.identity());

  public Seams withDecider(Decider other) {
    return new Seams(other, fence, sending, leases);
  }

  public Seams withFence(Function<SimGroup, Fence> other) {
    return new Seams(decider, other, sending, leases);
  }

  public Seams withSending(Sending other) {
    return new Seams(decider, fence, other, leases);
  }

  public Seams withLeases(UnaryOperator<Leases> other) {
    return new Seams(decider, fence, sending, other);
  }
}
