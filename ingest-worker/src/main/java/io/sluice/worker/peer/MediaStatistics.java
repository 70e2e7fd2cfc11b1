package io.sluice.worker.peer;

/// What one publisher sent, over both legs; padding and repeated packets are not counted.
///
/// @param packetsReceived RTP packets of media
/// @param packetsLost RTP packets of media that never came
/// @param bytesReceived bytes of RTP payload
public record MediaStatistics(long packetsReceived, long packetsLost, long bytesReceived) {
  public static final MediaStatistics NONE = new MediaStatistics(0, 0, 0);
}
