package dev.kith.crm.http.kernel.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.list.Suggestions;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Shape.Property;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** Holds JSON against a {@link Shape} and lists everything that does not fit. */
public final class ShapeCheck {

  private static final Pattern UUID_TEXT =
      Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

  /** What lies beyond these years is a mistake, and no database keeps it. */
  private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");

  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

  /** So many problems help nobody; the rest is left out. */
  private static final int MOST = 200;

  private final List<Violation> violations = new ArrayList<>();

  private ShapeCheck() {}

  /** Every problem, each at its JSON Pointer; empty if the node fits. */
  public static List<Violation> violations(Shape shape, JsonNode node) {
    ShapeCheck check = new ShapeCheck();
    check.check(shape, node, "");
    return List.copyOf(check.violations);
  }

  /** A UUID as it stands in JSON and in paths: in its one standard form. */
  public static Optional<UUID> uuid(String text) {
    return UUID_TEXT.matcher(text).matches()
        ? Optional.of(UUID.fromString(text))
        : Optional.empty();
  }

  /** A moment with its offset, as in RFC 3339. */
  public static Optional<Instant> instant(String text) {
    try {
      Instant instant = OffsetDateTime.parse(text).toInstant();
      return instant.isBefore(EARLIEST) || instant.isAfter(LATEST)
          ? Optional.empty()
          : Optional.of(instant);
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private void check(Shape shape, JsonNode node, String pointer) {
    if (violations.size() >= MOST) {
      return;
    }
    switch (shape) {
      case Shape.Text text -> checkText(text, node, pointer);
      case Shape.Choice(var words) -> {
        if (isOf(node.isTextual(), "a text", pointer) && !words.contains(node.textValue())) {
          add(
              pointer,
              "not-one-of",
              "One of these is possible: "
                  + String.join(", ", words)
                  + "."
                  + Suggestions.didYouMean(Ascii.truncate(node.textValue(), 50, ""), words));
        }
      }
      case Shape.Whole(long least, long most) -> {
        if (isOf(node.isIntegralNumber(), "a whole number", pointer)
            && (!node.canConvertToLong() || node.longValue() < least || node.longValue() > most)) {
          add(pointer, "out-of-range", "A number from " + least + " to " + most + " is possible.");
        }
      }
      case Shape.Decimal() -> isOf(node.isNumber(), "a number", pointer);
      case Shape.Flag() -> isOf(node.isBoolean(), "true or false", pointer);
      case Shape.ListOf list -> checkList(list, node, pointer);
      case Shape.MapOf map -> checkMap(map, node, pointer);
      case Shape.Fields fields -> checkFields(fields, node, pointer);
      case Shape.OrNull(var inner) -> {
        if (!node.isNull()) {
          check(inner, node, pointer);
        }
      }
      case Shape.Anything() -> {}
    }
  }

  private void checkText(Shape.Text shape, JsonNode node, String pointer) {
    if (!isOf(node.isTextual(), "a text", pointer)) {
      return;
    }
    String text = node.textValue();
    String stripped = text.strip();
    int length = stripped.codePointCount(0, stripped.length());
    if (length > shape.longest()) {
      add(pointer, "too-long", "At most " + shape.longest() + " characters are allowed.");
    } else if (length < shape.shortest()) {
      boolean empty = length == 0;
      add(
          pointer,
          empty ? "required" : "too-short",
          empty
              ? "This must not be empty."
              : "At least " + shape.shortest() + " characters are needed.");
    }
    Shape.Format format = shape.format();
    if (format == null) {
      return;
    }
    switch (format) {
      case UUID -> {
        if (uuid(text).isEmpty()) {
          add(
              pointer,
              "uuid-syntax",
              "An id is a UUID, such as 018f2b7e-6f4e-7c55-9a3d-2f4f6b1f0a10.");
        }
      }
      case INSTANT -> {
        if (instant(text).isEmpty()) {
          add(pointer, "instant-syntax", "A moment is written 2026-11-05T09:30:00Z (RFC 3339).");
        }
      }
      case DATE -> {
        if (CivilTimes.date(new Checks(), "", text) == null) {
          add(pointer, "date-syntax", "A date is written 2026-11-05.");
        }
      }
      case URI -> {
        try {
          var unused = new URI(text);
        } catch (URISyntaxException e) {
          add(pointer, "uri-syntax", "This is not a URI.");
        }
      }
      case EMAIL -> {
        // The domain knows what an address is; the name of the format is for readers of the schema.
      }
    }
  }

  private void checkList(Shape.ListOf list, JsonNode node, String pointer) {
    if (!isOf(node.isArray(), "a list", pointer)) {
      return;
    }
    if (node.size() > list.most()) {
      add(pointer, "too-many", "At most " + list.most() + " entries are possible.");
      return;
    }
    if (node.size() < list.fewest()) {
      add(pointer, "too-few", "At least " + list.fewest() + " are needed.");
    }
    for (int i = 0; i < node.size(); i++) {
      check(list.item(), node.get(i), pointer + "/" + i);
    }
  }

  private void checkMap(Shape.MapOf map, JsonNode node, String pointer) {
    if (!isOf(node.isObject(), "an object", pointer)) {
      return;
    }
    for (var entry : node.properties()) {
      if (map.names().isEmpty() || map.names().contains(entry.getKey())) {
        check(map.value(), entry.getValue(), below(pointer, entry.getKey()));
      } else if (!addUnknown(entry.getKey(), map.names(), pointer)) {
        return;
      }
    }
  }

  private void checkFields(Shape.Fields fields, JsonNode node, String pointer) {
    if (!isOf(node.isObject(), "an object", pointer)) {
      return;
    }
    List<String> known =
        fields.properties().stream().map(Property::name).collect(ImmutableList.toImmutableList());
    for (Property property : fields.properties()) {
      JsonNode value = node.get(property.name());
      if (value != null) {
        check(property.shape(), value, below(pointer, property.name()));
      } else if (property.required()) {
        add(
            below(pointer, property.name()),
            "required",
            "The property " + property.name() + " is missing.");
      }
    }
    for (var entry : node.properties()) {
      if (!known.contains(entry.getKey()) && !addUnknown(entry.getKey(), known, pointer)) {
        return;
      }
    }
  }

  /**
   * @return false once enough is told: a guess for each of many thousand names would keep the
   *     server busy for nothing
   */
  private boolean addUnknown(String property, List<String> known, String pointer) {
    if (violations.size() >= MOST) {
      return false;
    }
    String name = Ascii.truncate(property, 60, "…");
    add(
        below(pointer, property),
        "unknown-property",
        "There is no property " + name + " here." + Suggestions.didYouMean(name, known));
    return true;
  }

  private boolean isOf(boolean fits, String what, String pointer) {
    if (!fits) {
      add(pointer, "wrong-type", "This must be " + what + ".");
    }
    return fits;
  }

  private void add(String pointer, String code, String message) {
    if (violations.size() < MOST) {
      violations.add(new Violation(pointer, code, message));
    }
  }

  private static String below(String pointer, String name) {
    return pointer + "/" + Ascii.truncate(name, 100, "…").replace("~", "~0").replace("/", "~1");
  }
}
