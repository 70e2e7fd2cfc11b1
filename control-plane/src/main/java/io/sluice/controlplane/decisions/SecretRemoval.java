package io.sluice.controlplane.decisions;

import io.sluice.controlplane.process.ProcessConfig;
import io.sluice.controlplane.process.ProcessInput;
import io.sluice.controlplane.process.ProcessInput.Observation;
import io.sluice.controlplane.process.ProcessInput.ReleaseProcess;
import io.sluice.controlplane.process.ProcessInput.RestartProcess;
import io.sluice.controlplane.process.ProcessInput.StartProcess;
import io.sluice.controlplane.process.ProcessInput.StopProcess;
import io.sluice.controlplane.process.ProcessInput.Unreadable;
import io.sluice.controlplane.process.ProcessInput.UpdateProcess;
import io.sluice.controlplane.process.WhipIngest;
import io.sluice.controlplane.process.WorkerFact;
import io.sluice.process.rules.FfmpegJob;
import io.sluice.process.rules.FfmpegLeg;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes out of a command what must not enter the history, before it is decided: so the history
/// holds exactly what was decided. What is taken out would be refused, and is refused still.
final class SecretRemoval {
  static final String REMOVED = "***";

  // The password of `scheme://user:password@host`, RFC 3986 section 3.2.1.
  private static final Pattern PASSWORD = Pattern.compile("(://[^/?#@:\\s]*:)([^/?#\\s]*)(@)");

  // Of SRT, and what others call theirs.
  private static final Pattern PASS_PHRASE =
      Pattern.compile("([?&](?i:pass|passwd|password|passphrase)=)([^&#\\s]+)()");
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:[A-Za-z0-9_]{1,64}}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  private SecretRemoval() {}

  static ProcessInput from(ProcessInput input) {
    return switch (input) {
      case StartProcess i ->
          new StartProcess(
              i.commandId(), i.processId(), i.issuedAt(), i.issuedBy(), from(i.config()));
      case UpdateProcess i ->
          new UpdateProcess(
              i.commandId(), i.processId(), i.issuedAt(), i.issuedBy(), from(i.config()));
      case StopProcess _,
          RestartProcess _,
          ReleaseProcess _,
          WorkerFact _,
          Observation _,
          Unreadable _ ->
          input;
    };
  }

  private static ProcessConfig from(ProcessConfig config) {
    return new ProcessConfig(
        config.reference(),
        from(config.whipIngest()),
        from(config.job()),
        config.metadata(),
        config.placement(),
        config.isolation(),
        config.supervision());
  }

  private static WhipIngest from(WhipIngest whip) {
    return new WhipIngest(
        whip.enabled(),
        whip.videoCodecs(),
        whip.audioCodecs(),
        whip.videoPayloadType(),
        whip.audioPayloadType(),
        hashOnly(whip.bearerTokenSha256()),
        whip.start(),
        whip.takeover(),
        whip.onResolutionChange());
  }

  /// What is no hash may be the token itself.
  private static @Nullable String hashOnly(@Nullable String token) {
    return token == null || SHA256.matcher(token).matches() ? token : REMOVED;
  }

  private static FfmpegJob from(FfmpegJob job) {
    return new FfmpegJob(
        withoutPasswords(job.options()), from(job.inputs()), from(job.outputs()), job.names());
  }

  private static List<FfmpegLeg> from(List<FfmpegLeg> legs) {
    return legs.stream()
        .map(leg ->
            new FfmpegLeg(
                leg.id(), withoutPassword(leg.address()), withoutPasswords(leg.options())))
        .toList();
  }

  private static List<String> withoutPasswords(List<String> texts) {
    return texts.stream().map(SecretRemoval::withoutPassword).toList();
  }

  static String withoutPassword(String text) {
    return withoutSecretIn(PASS_PHRASE, withoutSecretIn(PASSWORD, text));
  }

  private static String withoutSecretIn(Pattern secret, String text) {
    return secret
        .matcher(text)
        .replaceAll(match ->
            REFERENCE.matcher(match.group(2)).matches()
                ? Matcher.quoteReplacement(match.group())
                : Matcher.quoteReplacement(match.group(1) + REMOVED + match.group(3)));
  }
}
