package io.sluice.controlplane;

import io.micronaut.core.type.Argument;
import io.micronaut.core.value.PropertyResolver;
import io.sluice.controlplane.feed.FeedFilter;
import io.sluice.controlplane.webhooks.Signature;
import io.sluice.controlplane.webhooks.Webhook;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// What deliveries to webhooks are told from outside: further properties `sluice.control-plane.*`.
///
/// @param webhookPatience from when an event was read until it is put aside
/// @param webhookTimeout from an attempt's begin to the end of its answer
/// @param webhookRequests attempts at a time for each webhook
public record WebhookConfig(
    Duration webhookPatience, Duration webhookTimeout, int webhookRequests) {
  private static final String PREFIX = "sluice.control-plane.";
  private static final String WEBHOOKS = PREFIX + "webhooks";

  static WebhookConfig from(PropertyResolver properties) {
    return new WebhookConfig(
        duration(properties, "webhook-patience", Duration.ofMinutes(30)),
        duration(properties, "webhook-timeout", Duration.ofSeconds(10)),
        positive(
            "webhook-requests", properties.get(PREFIX + "webhook-requests", Integer.class, 16)));
  }

  private static Duration duration(PropertyResolver properties, String name, Duration fallback) {
    Duration value = properties.get(PREFIX + name, Duration.class, fallback);
    if (!value.isPositive()) {
      throw new IllegalArgumentException(PREFIX + name + " must be longer than zero");
    }
    return value;
  }

  private static int positive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(PREFIX + name + " must be at least 1, is " + value);
    }
    return value;
  }

  /// Those that are configured, by their names.
  static List<Webhook> webhooks(PropertyResolver properties) {
    return properties.getPropertyEntries(WEBHOOKS).stream()
        .sorted()
        .map(name -> webhook(name, WEBHOOKS + "." + name + ".", properties))
        .toList();
  }

  private static Webhook webhook(String name, String prefix, PropertyResolver properties) {
    try {
      return new Webhook(
          name,
          URI.create(text(properties, prefix + "url")),
          Signature.by(secret(properties, prefix)),
          new FeedFilter(
              set(properties, prefix + "process"),
              set(properties, prefix + "reference"),
              set(properties, prefix + "type"),
              Set.of()));
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(prefix + "*: " + e.getMessage(), e);
    }
  }

  private static String secret(PropertyResolver properties, String prefix) {
    String file = text(properties, prefix + "secret-file");
    if (file.isEmpty()) {
      return text(properties, prefix + "secret");
    }
    try {
      return Files.readString(Path.of(file)).strip();
    } catch (IOException e) {
      throw new IllegalArgumentException("secret-file cannot be read: " + file, e);
    }
  }

  private static Set<String> set(PropertyResolver properties, String name) {
    return Set.copyOf(
        properties.get(name, Argument.listOf(String.class)).orElse(List.of()).stream()
            .map(String::strip)
            .filter(part -> !part.isEmpty())
            .toList());
  }

  private static String text(PropertyResolver properties, String name) {
    return properties.get(name, String.class, "").strip();
  }
}
