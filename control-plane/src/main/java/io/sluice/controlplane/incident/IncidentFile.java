package io.sluice.controlplane.incident;

import io.sluice.controlplane.history.ProcessSnapshotRecords;
import io.sluice.controlplane.process.Process;
import io.sluice.schemas.FfmpegReport;
import io.sluice.schemas.ProcessSnapshot;
import io.sluice.schemas.Transition;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/// Incidents as Avro object container files: first the process before, then its transitions, then
/// the reports. The header has the schemas of these, and in `sluice.schemas` those of the messages
/// inside the transitions, so that any reader of Avro can open all of it.
public final class IncidentFile {
  private static final Schema CONTENT =
      Schema.createUnion(
          ProcessSnapshot.getClassSchema(),
          Transition.getClassSchema(),
          FfmpegReport.getClassSchema());
  private static final String UNVERIFIABLE = "sluice.unverifiable";
  private static final String SCHEMAS = "sluice.schemas";
  private static final int COMPRESSION = 6;

  private IncidentFile() {}

  /// An existing file is replaced.
  public static void write(Path file, Incident incident) throws IOException {
    try (var writer =
        new DataFileWriter<SpecificRecord>(
            new SpecificDatumWriter<>(CONTENT, SpecificData.get()))) {
      writer.setCodec(CodecFactory.deflateCodec(COMPRESSION));
      writer.setMeta(SCHEMAS, EmbeddedMessages.schemas(incident.transitions()));
      writer.setMeta(
          UNVERIFIABLE,
          new TreeSet<>(incident.unverifiable())
              .stream().map(String::valueOf).collect(Collectors.joining(",")));
      writer.create(CONTENT, file.toFile());
      writer.append(ProcessSnapshotRecords.write(incident.before()));
      for (Transition transition : incident.transitions()) {
        writer.append(transition);
      }
      for (FfmpegReport report : incident.reports()) {
        writer.append(report);
      }
    }
  }

  /// @throws IOException when it cannot be read, or is no such file; the text says what
  public static Incident read(Path path) throws IOException {
    File file = path.toFile();
    try (var reader =
        new DataFileReader<SpecificRecord>(
            file, new SpecificDatumReader<>(null, CONTENT, SpecificData.get()))) {
      return read(reader);
    } catch (AvroRuntimeException | IllegalArgumentException e) {
      throw new IOException(path + " is no incident of ours: " + e.getMessage(), e);
    }
  }

  private static Incident read(DataFileReader<SpecificRecord> reader) throws IOException {
    String unverifiable = reader.getMetaString(UNVERIFIABLE);
    String schemas = reader.getMetaString(SCHEMAS);
    if (unverifiable == null || schemas == null) {
      throw new IOException("the file was not written by sluice export");
    }
    EmbeddedMessages messages = EmbeddedMessages.writtenWith(schemas);
    List<Process> before = new ArrayList<>();
    List<Transition> transitions = new ArrayList<>();
    List<FfmpegReport> reports = new ArrayList<>();
    while (reader.hasNext()) {
      switch (reader.next()) {
        case ProcessSnapshot snapshot -> before.add(ProcessSnapshotRecords.read(snapshot));
        case Transition transition -> transitions.add(messages.inToday(transition));
        case FfmpegReport report -> reports.add(report);
        case SpecificRecord other ->
            throw new IOException(
                "a " + other.getSchema().getName() + " is no part of an incident");
      }
    }
    if (before.size() != 1 || transitions.isEmpty()) {
      throw new IOException("the file is cut short");
    }
    return new Incident(before.getFirst(), transitions, reports, numbers(unverifiable));
  }

  private static Set<Long> numbers(String list) {
    return Stream.of(list.split(","))
        .filter(number -> !number.isEmpty())
        .map(Long::valueOf)
        .collect(Collectors.toSet());
  }
}
