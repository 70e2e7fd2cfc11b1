package io.sluice.controlplane.gateway;

import io.sluice.whip.tls.PemCertificates;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/// Which certificates the gateway believes of workers that are reached by `https`.
///
/// @param context for the HTTP client, which also checks the host's name
public record WorkerTrust(SSLContext context) {
  /// Those that the Java runtime trusts.
  public static WorkerTrust ofTheRuntime() {
    try {
      return new WorkerTrust(SSLContext.getDefault());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has a default for TLS", e);
    }
  }

  /// Those of a PEM file, and what they signed; no others.
  ///
  /// @param property that names the file, for the error
  /// @throws IllegalArgumentException says what is wrong with the file
  public static WorkerTrust in(String property, Path file) {
    List<Certificate> trusted = PemCertificates.read(property, file);
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      for (int i = 0; i < trusted.size(); i++) {
        store.setCertificateEntry("trusted-" + i, trusted.get(i));
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return new WorkerTrust(context);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalArgumentException(property + ": " + file + " cannot be trusted", e);
    }
  }
}
