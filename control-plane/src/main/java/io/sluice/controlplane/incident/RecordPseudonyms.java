package io.sluice.controlplane.incident;

import io.sluice.controlplane.incident.Pseudonyms.Kind;
import io.sluice.schemas.Recorded;
import io.sluice.schemas.codec.Decoding;
import io.sluice.schemas.codec.RecordCodec;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/// Records with other names in them. A field that is not named here is searched for what gives
/// itself away by its form, so a new field is not told by accident.
final class RecordPseudonyms {
  private static final Set<String> TOLD =
      Set.of(
          "processId",
          "commandId",
          "workerId",
          "leavingWorkerId",
          "sessionId",
          "publisher",
          "sha256",
          "type",
          "ffmpegFeatures",
          "id",
          "reference");
  private static final Set<String> ADDRESSES = Set.of("address", "whipUrl");
  private static final Set<String> OF_PROGRAMS =
      Set.of("lastLines", "text", "arguments", "detail", "reason");
  private static final String TOKEN_HASH = "bearerTokenSha256";
  private static final String NOTES = "metadata";
  private static final Set<String> OPTIONS = Set.of("options", "arguments");
  private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern TELLTALE_OPTION =
      Pattern.compile(
          "-.*(pass|key|secret|token|auth|header|cookie|user|proxy|cred).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern NOTE_OPTION = Pattern.compile("-metadata(:.*)?");

  private final RecordCodec codec = RecordCodec.standard();
  private final Pseudonyms names = new Pseudonyms();
  private final AddressPseudonyms addresses;
  private final TextPseudonyms texts;

  RecordPseudonyms(String process) {
    this.addresses = new AddressPseudonyms(names, process);
    this.texts = new TextPseudonyms(names, addresses);
  }

  /// A copy; `record` stays as it is.
  SpecificRecord of(SpecificRecord record) {
    SpecificRecord copy = SpecificData.get().deepCopy(record.getSchema(), record);
    change(copy);
    return copy;
  }

  private void change(SpecificRecord record) {
    for (Schema.Field field : record.getSchema().getFields()) {
      Object value = record.get(field.pos());
      if (value != null) {
        record.put(field.pos(), changed(record, field.name(), value));
      }
    }
  }

  private @Nullable Object changed(SpecificRecord owner, String field, Object value) {
    return switch (value) {
      case Recorded recorded -> recorded(recorded);
      case SpecificRecord nested -> {
        change(nested);
        yield nested;
      }
      case List<?> elements when OPTIONS.contains(field) -> options(owner, field, elements);
      case List<?> elements -> {
        List<Object> all = new ArrayList<>();
        elements.forEach(element -> all.add(changed(owner, field, element)));
        yield all;
      }
      case Map<?, ?> entries -> {
        Map<String, Object> all = new TreeMap<>();
        entries.forEach(
            (key, element) -> all.put(String.valueOf(key), changed(owner, field, element)));
        yield all;
      }
      case CharSequence text -> text(field, text.toString());
      default -> value;
    };
  }

  private String text(String field, String text) {
    if (text.isEmpty() || TOLD.contains(field)) {
      return text;
    }
    if (ADDRESSES.contains(field)) {
      return addresses.of(text);
    }
    if (field.equals(TOKEN_HASH)) {
      return HASH.matcher(text).matches() ? names.hashOf(text) : text;
    }
    if (field.equals(NOTES)) {
      return names.of(Kind.NOTE, text);
    }
    return OF_PROGRAMS.contains(field) ? texts.ofProgram(text) : texts.byForm(text);
  }

  private List<String> options(SpecificRecord owner, String field, List<?> options) {
    List<String> all = new ArrayList<>();
    String before = "";
    for (Object option : options) {
      String text = String.valueOf(option);
      all.add(option(field, before, text));
      before = text;
    }
    return all;
  }

  private String option(String field, String before, String text) {
    int equals = text.indexOf('=');
    if (NOTE_OPTION.matcher(before).matches() && equals > 0) {
      return text.substring(0, equals + 1) + names.of(Kind.NOTE, text.substring(equals + 1));
    }
    if (TELLTALE_OPTION.matcher(before).matches() && !text.startsWith("-")) {
      return names.of(Kind.SECRET, text);
    }
    return text(field, text);
  }

  /// What cannot be opened is not told at all.
  private Recorded recorded(Recorded recorded) {
    return switch (codec.decode(recorded)) {
      case Decoding.Decoded(SpecificRecord message) -> codec.recorded(of(message));
      case Decoding.Unreadable _ -> new Recorded(recorded.getType(), ByteBuffer.allocate(0));
    };
  }
}
