package io.sluice.controlplane.testing;

import io.sluice.controlplane.incident.Incident;
import io.sluice.controlplane.incident.IncidentFile;
import io.sluice.controlplane.verify.Decider;
import io.sluice.controlplane.verify.VerificationResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import org.assertj.core.api.AbstractAssert;

/// Turns a file of `sluice export` into a regression test with one line:
/// `assertThatIncident("cam-7.avro").isDecidedAsItWas()`.
public final class IncidentAssert extends AbstractAssert<IncidentAssert, Incident> {
  private static final String FOLDER = "/incidents/";

  private IncidentAssert(Incident incident) {
    super(incident, IncidentAssert.class);
  }

  /// @param name of a file in `src/test/resources/incidents`
  public static IncidentAssert assertThatIncident(String name) {
    URL file = IncidentAssert.class.getResource(FOLDER + name);
    if (file == null) {
      throw new AssertionError("there is no src/test/resources" + FOLDER + name);
    }
    try {
      return assertThatIncident(Path.of(file.toURI()));
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  public static IncidentAssert assertThatIncident(Path file) {
    try {
      return new IncidentAssert(IncidentFile.read(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Today's decider decides each transition as it was decided then.
  public IncidentAssert isDecidedAsItWas() {
    return isDecidedAsItWasBy(Decider.TODAY);
  }

  public IncidentAssert isDecidedAsItWasBy(Decider decider) {
    VerificationResult result = actual.verify(decider);
    result.first().ifPresent(first -> failWithMessage("%s", first));
    if (result.compared() == 0) {
      failWithMessage("the incident has no transition that could be compared");
    }
    return this;
  }
}
