package io.sluice.standalone.publish;

/// The video codecs that libwebrtc encodes and Sluice takes.
public enum VideoCodec {
  H264,
  VP8,
  VP9,
  AV1
}
