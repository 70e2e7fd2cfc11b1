package io.sluice.standalone.cli;

import io.sluice.controlplane.feed.FeedFilter;
import io.sluice.controlplane.timeline.RecordJson;
import io.sluice.controlplane.timeline.UtcTime;
import io.sluice.controlplane.timeline.Wrapping;
import io.sluice.controlplane.webhooks.Answer;
import io.sluice.controlplane.webhooks.HttpSender;
import io.sluice.controlplane.webhooks.Signature;
import io.sluice.controlplane.webhooks.Webhook;
import io.sluice.schemas.DeadWebhook;
import io.sluice.standalone.cli.terminal.ExitCode;
import io.sluice.standalone.cli.terminal.KafkaOptions;
import io.sluice.standalone.cli.terminal.UserErrorException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
    name = "dead",
    description = {
      "Show the messages that webhooks did not take in time, and with --redeliver send",
      "them once more, in their order, under their old ids."
    },
    footer = {
      "",
      "Exit code: 0 shown or taken, 1 one was not taken or Kafka not reached, 2 wrong use."
    })
final class DeadWebhooksCommand implements Callable<Integer> {
  private static final int WIDTH = 80;
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Option(names = "--webhook", paramLabel = "NAME", description = "Those of this webhook only.")
  private String webhook = "";

  @Option(names = "--process", paramLabel = "ID", description = "Those of this process only.")
  private String process = "";

  @Option(names = "--json", description = "Each as one line of JSON.")
  private boolean json;

  @Option(names = "--redeliver", description = "Send them again, to --url.")
  private boolean redeliver;

  @Option(names = "--url", paramLabel = "URL", description = "Where to, with --redeliver.")
  private String url = "";

  @Option(
      names = "--secret-file",
      paramLabel = "FILE",
      description = "What they are signed by, with --redeliver: whsec_ and Base64.")
  private @Nullable Path secretFile;

  @Mixin private KafkaOptions kafka = new KafkaOptions();

  @Override
  public Integer call() throws InterruptedException {
    List<DeadWebhook> dead =
        kafka.orchestrator().deadWebhooks().stream()
            .filter(letter -> webhook.isEmpty() || letter.getWebhook().equals(webhook))
            .filter(letter -> process.isEmpty() || letter.getProcessId().equals(process))
            .toList();
    if (redeliver) {
      return redeliver(dead, target());
    }
    dead.forEach(this::show);
    if (dead.isEmpty() && !json) {
      System.out.println("no message was put aside");
    }
    return ExitCode.DONE;
  }

  private void show(DeadWebhook letter) {
    if (json) {
      System.out.println(RecordJson.of(letter));
      return;
    }
    String line =
        "%s %s %s: %s after %d attempts (%s, %s)"
            .formatted(
                UtcTime.whole(letter.getAt()),
                letter.getWebhook(),
                letter.getProcessId(),
                letter.getReason(),
                letter.getAttempts(),
                String.join(" ", letter.getTypes()),
                letter.getMessageId());
    Wrapping.lines(line, WIDTH).forEach(System.out::println);
  }

  private Webhook target() {
    if (url.isEmpty() || secretFile == null) {
      throw UserErrorException.usage("--redeliver needs --url and --secret-file");
    }
    try {
      return new Webhook(
          "redelivery",
          URI.create(url),
          Signature.by(Files.readString(secretFile).strip()),
          FeedFilter.ALL);
    } catch (IllegalArgumentException e) {
      throw UserErrorException.usage(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw UserErrorException.usage("--secret-file cannot be read: " + secretFile);
    }
  }

  /// Ends with the first that is not taken: what comes after it must not overtake it.
  private static int redeliver(List<DeadWebhook> dead, Webhook target) throws InterruptedException {
    try (HttpSender sender = new HttpSender(target, InstantSource.system(), TIMEOUT)) {
      for (DeadWebhook letter : dead) {
        Answer answer = sender.send(letter.getMessageId(), letter.getBody());
        if (!(answer instanceof Answer.Taken)) {
          throw UserErrorException.failed(
              letter.getMessageId() + " of " + letter.getProcessId() + ": " + words(answer));
        }
        System.out.println(letter.getMessageId() + " of " + letter.getProcessId() + " is taken");
      }
    }
    return ExitCode.DONE;
  }

  private static String words(Answer answer) {
    return switch (answer) {
      case Answer.Taken() -> "taken";
      case Answer.NotNow(String reason, _) -> reason;
      case Answer.Never(String reason) -> reason;
    };
  }
}
