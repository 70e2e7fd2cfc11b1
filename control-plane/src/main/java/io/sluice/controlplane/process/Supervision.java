package io.sluice.controlplane.process;

import java.time.Duration;

/// How the FFmpeg of a process is watched and brought back. In a command, zero stands for the
/// default; in a state, nothing is left open but the limits, where zero means none.
///
/// @param reconnect whether an FFmpeg that ends unasked is started again
/// @param reconnectDelay pause before the first new start, doubled with each further failure
/// @param reconnectDelayMax longest pause
/// @param staleTimeout how long FFmpeg may write nothing more while media goes in
/// @param startTimeout how long FFmpeg may write nothing at all while media goes in
/// @param cpuPercent of one core
/// @param memoryMib resident, MiB
/// @param limitWait how long FFmpeg may stay above a limit
/// @param quarantineFailures how many failures within the window are too many
/// @param lowPriority whether FFmpeg gets the lowest priority of its host
public record Supervision(
    boolean reconnect,
    Duration reconnectDelay,
    Duration reconnectDelayMax,
    Duration staleTimeout,
    Duration startTimeout,
    int cpuPercent,
    int memoryMib,
    Duration limitWait,
    int quarantineFailures,
    Duration quarantineWindow,
    boolean lowPriority) {
  public static final Supervision USUAL =
      new Supervision(
          true,
          Duration.ofMillis(500),
          Duration.ofSeconds(30),
          Duration.ofSeconds(20),
          Duration.ofSeconds(30),
          0,
          0,
          Duration.ofSeconds(5),
          10,
          Duration.ofMinutes(10),
          false);

  Supervision withDefaults() {
    return new Supervision(
        reconnect,
        orUsual(reconnectDelay, USUAL.reconnectDelay),
        orUsual(reconnectDelayMax, USUAL.reconnectDelayMax),
        orUsual(staleTimeout, USUAL.staleTimeout),
        orUsual(startTimeout, USUAL.startTimeout),
        cpuPercent,
        memoryMib,
        orUsual(limitWait, USUAL.limitWait),
        quarantineFailures == 0 ? USUAL.quarantineFailures : quarantineFailures,
        orUsual(quarantineWindow, USUAL.quarantineWindow),
        lowPriority);
  }

  private static Duration orUsual(Duration given, Duration usual) {
    return given.isZero() ? usual : given;
  }
}
