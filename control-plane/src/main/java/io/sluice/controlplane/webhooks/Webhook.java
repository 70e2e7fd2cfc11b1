package io.sluice.controlplane.webhooks;

import io.sluice.controlplane.feed.FeedFilter;
import java.net.URI;

/// Where events go, and which.
///
/// @param name the operator's, of small letters, digits and dashes
/// @param url `https`, or `http` where the operator says so
public record Webhook(String name, URI url, Signature signature, FeedFilter filter) {
  public Webhook {
    if (!name.matches("[a-z0-9-]{1,40}")) {
      throw new IllegalArgumentException("a webhook's name has small letters, digits and dashes");
    }
    String scheme = String.valueOf(url.getScheme());
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException("the URL of webhook " + name + " is not https or http");
    }
    if (url.getHost() == null || url.getUserInfo() != null || url.getFragment() != null) {
      throw new IllegalArgumentException(
          "the URL of webhook " + name + " needs a host, and has neither user nor fragment");
    }
  }
}
