package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Archive;
import io.sluice.controlplane.archive.LiveHistory;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.TimelineText;
import io.sluice.schemas.Transition;
import io.sluice.standalone.cli.terminal.Colours;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
    name = "tail",
    description = "Tell what happens to all processes from now on, until Ctrl-C.",
    footer = {"", "Exit code: 0 shown, 1 Kafka not reached, 2 wrong use; 130 after Ctrl-C."})
public final class TailCommand implements Callable<Integer> {
  @Option(
      names = "--process",
      paramLabel = "GLOB",
      description = "Only processes with such ids: cam-*. May be given several times.")
  private List<String> processes = new ArrayList<>();

  @Option(
      names = "--reference",
      paramLabel = "REF",
      description = "Only processes of this reference.")
  private @Nullable String reference;

  @Option(
      names = "--type",
      paramLabel = "GLOB",
      split = ",",
      description = "Only transitions with such an event or input: FfmpegExited, Publisher*.")
  private List<String> types = new ArrayList<>();

  @Option(names = "--count", paramLabel = "N", description = "End after N transitions.")
  private @Nullable Integer count;

  @Option(names = "--json", description = "One transition a line, as JSON.")
  private boolean json;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Spec private @Nullable CommandSpec spec;

  private final TimelineText text = new TimelineText();
  private String lastProcess = "";

  @Override
  public Integer call() throws InterruptedException {
    if (count != null && count < 1) {
      throw UserErrorException.usage("--count must be at least 1");
    }
    CountDownLatch left = new CountDownLatch(count == null ? Integer.MAX_VALUE : count);
    TailFilter filter = new TailFilter(processes, reference, types);
    if (reference != null) {
      try (Archive archive = kafka.archive()) {
        archive.snapshots().values().forEach(filter::learn);
      }
    }
    try (var _ =
        LiveHistory.follow(kafka.connection(), kafka.patience(), t -> show(t, filter, left))) {
      left.await();
    }
    return ExitCode.DONE;
  }

  private void show(Transition transition, TailFilter filter, CountDownLatch left) {
    if (left.getCount() == 0 || !filter.accepts(transition)) {
      return;
    }
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(RecordJson.of(transition));
    } else {
      if (!transition.getProcessId().equals(lastProcess)) {
        lastProcess = transition.getProcessId();
        out.println(Colours.strong(lastProcess));
      }
      text.lines(transition).forEach(out::println);
    }
    out.flush();
    left.countDown();
  }
}
