package io.sluice.acceptance.console;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// What axe-core finds wrong with a page.
public final class Accessibility {
  private static final String AXE = read("META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");

  private Accessibility() {}

  /// Faults that axe calls serious or critical, each as its rule and the element.
  @SuppressWarnings("unchecked") // what the page gives is what is asked for here
  public static List<String> seriousFaults(Page page) {
    page.evaluate(AXE);
    return (List<String>)
        page.evaluate(
            """
            async () => (await axe.run()).violations
              .filter((v) => ['serious', 'critical'].includes(v.impact))
              .flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.html} ${n.failureSummary}`))
            """);
  }

  private static String read(String resource) {
    try (InputStream file = Accessibility.class.getClassLoader().getResourceAsStream(resource)) {
      return new String(
          Objects.requireNonNull(file, resource).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
