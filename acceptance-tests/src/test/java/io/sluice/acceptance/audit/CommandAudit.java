package io.sluice.acceptance.audit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import io.sluice.schemas.Transition;
import io.sluice.schemas.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/// Rule 3: each command has exactly one outcome, and nothing else has one.
final class CommandAudit {
  private record Command(String process, String id) {}

  private CommandAudit() {}

  static List<String> problems(TopicRecords log) {
    Map<Command, Long> given =
        counted(
            LogAudit.messages(log, TopicCatalogue.COMMANDS, SpecificRecord.class).stream()
                .map(CommandAudit::command));
    Map<Command, Long> settled =
        counted(
            LogAudit.messages(log, TopicCatalogue.PROCESS_EVENTS, Transition.class).stream()
                .map(CommandAudit::settled));
    return Stream.concat(given.keySet().stream(), settled.keySet().stream())
        .distinct()
        .filter(command -> !given.getOrDefault(command, 0L).equals(settled.get(command)))
        .map(command ->
            "rule 3: command %s to %s was given %d times and settled %d times"
                .formatted(
                    command.id(),
                    command.process(),
                    given.getOrDefault(command, 0L),
                    settled.getOrDefault(command, 0L)))
        .toList();
  }

  private static Map<Command, Long> counted(Stream<Optional<Command>> commands) {
    return commands.flatMap(Optional::stream).collect(groupingBy(command -> command, counting()));
  }

  private static Optional<Command> command(SpecificRecord record) {
    return LogAudit.text(record, "processId")
        .flatMap(process -> LogAudit.text(record, "commandId").map(id -> new Command(process, id)));
  }

  private static Optional<Command> settled(Transition transition) {
    return transition.getCommandId().map(id -> new Command(transition.getProcessId(), id));
  }
}
