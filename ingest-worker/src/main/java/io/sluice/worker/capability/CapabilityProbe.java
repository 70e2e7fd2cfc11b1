package io.sluice.worker.capability;

import io.sluice.process.rules.FfmpegVocabulary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/// Asks an FFmpeg what it can do: three short runs.
public final class CapabilityProbe {
  private static final long LIMIT_SECONDS = 10;

  private CapabilityProbe() {}

  /// @throws IllegalStateException when it does not run, or says nothing that is understood
  public static FfmpegCapabilities of(Path binary) {
    Set<String> muxers = CapabilityLists.muxers(ask(binary, "-muxers"));
    Set<String> encoders =
        CapabilityLists.encoders(ask(binary, "-encoders"), FfmpegVocabulary.codecs());
    Set<String> protocols = CapabilityLists.protocols(ask(binary, "-protocols"));
    if (muxers.isEmpty() || protocols.isEmpty()) {
      throw new IllegalStateException(binary + " does not say which containers it writes");
    }
    return new FfmpegCapabilities(
        both(muxers, FfmpegVocabulary.muxers()),
        encoders,
        both(protocols, FfmpegVocabulary.protocols()));
  }

  private static Set<String> both(Set<String> has, Set<String> told) {
    Set<String> both = new TreeSet<>(has);
    both.retainAll(told);
    return both;
  }

  private static String ask(Path binary, String question) {
    try {
      Process process =
          new ProcessBuilder(binary.toString(), "-hide_banner", question)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      try {
        process.getOutputStream().close();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
          throw new IllegalStateException(binary + " does not answer " + question);
        }
        return said;
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException e) {
      throw new IllegalStateException(binary + " does not run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while asking " + binary + " " + question, e);
    }
  }
}
