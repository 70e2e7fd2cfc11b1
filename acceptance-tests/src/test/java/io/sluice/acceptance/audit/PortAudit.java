package io.sluice.acceptance.audit;

import static java.util.Comparator.comparingLong;
import static java.util.stream.Collectors.groupingBy;

import io.sluice.schemas.FactOrigin;
import io.sluice.schemas.FfmpegExited;
import io.sluice.schemas.MediaPorts;
import io.sluice.schemas.PortsAllocated;
import io.sluice.schemas.ProcessTornDown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/// Rule 8: in each life of a worker, no port was leased to two processes at once.
final class PortAudit {
  private record Life(String worker, long incarnation) {}

  private PortAudit() {}

  static List<String> problems(TopicRecords log) {
    List<String> problems = new ArrayList<>();
    LogAudit.facts(log).stream()
        .collect(groupingBy(PortAudit::life))
        .forEach((life, facts) -> problems.addAll(problems(life, facts)));
    return problems;
  }

  private static List<String> problems(Life life, List<SpecificRecord> facts) {
    List<String> problems = new ArrayList<>();
    Map<String, MediaPorts> leased = new HashMap<>();
    facts.stream()
        .sorted(comparingLong(fact -> LogAudit.origin(fact).getSequence()))
        .forEach(fact -> {
          switch (fact) {
            case PortsAllocated it -> {
              leased.remove(it.getProcessId());
              if (leased.containsValue(it.getPorts())) {
                problems.add(
                    "rule 8: %s leased %s to two processes".formatted(life, it.getPorts()));
              }
              leased.put(it.getProcessId(), it.getPorts());
            }
            case FfmpegExited it -> leased.remove(it.getProcessId());
            case ProcessTornDown it -> leased.remove(it.getProcessId());
            default -> {
              // Nothing else takes ports or frees them.
            }
          }
        });
    return problems;
  }

  private static Life life(SpecificRecord fact) {
    FactOrigin origin = LogAudit.origin(fact);
    return new Life(origin.getWorkerId(), origin.getIncarnation());
  }
}
