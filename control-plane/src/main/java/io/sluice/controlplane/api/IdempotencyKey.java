package io.sluice.controlplane.api;

import io.sluice.identity.CommandId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The `Idempotency-Key` header: the id of the command that the request writes, so that a request
/// repeated after a broken connection gets the first outcome. Taken bare, or in the quotes that the
/// header's draft asks for.
final class IdempotencyKey {
  private IdempotencyKey() {}

  /// @throws RequestRefusedException when it cannot be a command id
  static CommandId commandId(@Nullable String header) {
    if (header == null) {
      return new CommandId(UUID.randomUUID().toString());
    }
    String key = unquoted(header.strip());
    String problem = CommandId.problem(key);
    if (!problem.isEmpty()) {
      throw RequestRefusedException.because(
          400, "INVALID_IDEMPOTENCY_KEY", "the header Idempotency-Key " + problem);
    }
    return new CommandId(key);
  }

  private static String unquoted(String key) {
    return key.length() >= 2 && key.startsWith("\"") && key.endsWith("\"")
        ? key.substring(1, key.length() - 1)
        : key;
  }
}
