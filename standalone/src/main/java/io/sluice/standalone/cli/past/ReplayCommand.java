package io.sluice.standalone.cli.past;

import io.sluice.controlplane.archive.Span;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.VerificationResult;
import io.sluice.identity.ProcessId;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.ProcessIds;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
    name = "replay",
    description = {
      "Decide again what the history holds, by the decider of this version, and",
      "compare each transition, the snapshots and the routes."
    },
    footer = {
      "",
      "Exit code: 0 all is as it would be today, 1 something is not, or Kafka not",
      "reached, 2 wrong use."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID|FILE",
      arity = "0..1",
      description = "The process, or a file that `sluice export` wrote.")
  private @Nullable String idOrFile;

  @Option(
      names = "--verify",
      description = "Compare with what stands in Kafka. A file is always verified.")
  private boolean verify;

  @Option(names = "--all", description = "Every process.")
  private boolean all;

  @Option(names = "--json", description = "As JSON, for programs.")
  private boolean json;

  @Mixin private SpanOptions stretch = new SpanOptions();
  @Mixin private KafkaOptions kafka = new KafkaOptions();
  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    if (all == (idOrFile != null)) {
      throw UserErrorException.usage("name a process or a file, or say --all");
    }
    Span span = stretch.span();
    long start = System.nanoTime();
    VerificationResult result = verified(span);
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    var out = Objects.requireNonNull(spec).commandLine().getOut();
    if (json) {
      out.println(VerificationJson.of(result));
    } else {
      VerificationText.lines(result, took).forEach(out::println);
    }
    return result.troubles().isEmpty() ? ExitCode.DONE : ExitCode.FAILED;
  }

  private VerificationResult verified(Span span) throws InterruptedException {
    if (idOrFile != null && FilePast.isFile(idOrFile)) {
      return FilePast.incident(idOrFile).verify(Decider.TODAY);
    }
    if (!verify) {
      throw UserErrorException.usage("say --verify to compare what stands in Kafka");
    }
    KafkaVerification verification = new KafkaVerification(kafka, span::contains);
    if (idOrFile == null) {
      return verification.all();
    }
    ProcessId process = ProcessIds.read(idOrFile);
    VerificationResult result = verification.of(process);
    if (result.processes() == 0) {
      throw UserErrorException.failed("nothing ever happened to a process " + process);
    }
    return result;
  }
}
