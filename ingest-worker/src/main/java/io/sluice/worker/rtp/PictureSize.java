package io.sluice.worker.rtp;

/// Width and height of a picture in pixels, as shown (cropping applied).
public record PictureSize(int width, int height) {}
