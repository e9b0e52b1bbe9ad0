package dev.kith.crm.http.kernel;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.Longs;
import dev.kith.crm.application.list.Suggestions;
import dev.kith.crm.domain.shared.Violation;
import dev.kith.crm.http.kernel.json.Json;
import dev.kith.crm.http.kernel.json.Shape;
import dev.kith.crm.http.kernel.json.ShapeCheck;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the query of a URI strictly, and holds it against the parameters of a route. */
final class Query {

  private Query() {}

  /** The parameters by name; all problems of them at once. */
  static Map<String, String> checked(@Nullable String raw, List<Route.Parameter> known) {
    List<Violation> violations = new ArrayList<>();
    Map<String, String> found = parsed(raw, violations);
    List<String> names = known.stream().map(Route.Parameter::name).toList();
    for (String name : found.keySet()) {
      if (!names.contains(name)) {
        violations.add(
            Violation.at(
                Texts.shortened(name),
                "unknown-parameter",
                "There is no parameter "
                    + Texts.shortened(name)
                    + " here."
                    + Suggestions.didYouMean(Texts.shortened(name), names)));
      }
    }
    for (Route.Parameter parameter : known) {
      String text = found.get(parameter.name());
      if (text != null) {
        ShapeCheck.violations(parameter.shape(), typed(parameter.shape(), text))
            .forEach(v -> violations.add(v.below(parameter.name())));
      } else if (parameter.required()) {
        violations.add(
            Violation.at(
                parameter.name(),
                "required",
                "The parameter " + parameter.name() + " is missing."));
      }
    }
    if (!violations.isEmpty()) {
      throw Problem.ofQuery(violations).asException();
    }
    return ImmutableMap.copyOf(found);
  }

  private static JsonNode typed(Shape shape, String text) {
    return switch (shape) {
      case Shape.Whole whole -> {
        Long number = Longs.tryParse(text);
        yield number == null ? Json.of(text) : Json.of(number);
      }
      case Shape.Flag flag ->
          text.equals("true") || text.equals("false")
              ? Json.of(text.equals("true"))
              : Json.of(text);
      default -> Json.of(text);
    };
  }

  private static Map<String, String> parsed(@Nullable String raw, List<Violation> violations) {
    Map<String, String> found = new LinkedHashMap<>();
    if (raw == null || raw.isEmpty()) {
      return found;
    }
    for (String pair : raw.split("&", -1)) {
      if (pair.isEmpty()) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
      String value = equals < 0 ? "" : decoded(pair.substring(equals + 1));
      if (found.put(name, value) != null) {
        violations.add(
            Violation.at(
                Texts.shortened(name),
                "doubled",
                "The parameter " + Texts.shortened(name) + " stands there more than once."));
      }
    }
    return found;
  }

  /** Percent-decodes; what is no proper encoding of UTF-8 is refused, not patched up. */
  private static String decoded(String encoded) {
    byte[] from = encoded.getBytes(StandardCharsets.UTF_8);
    ByteArrayOutputStream to = new ByteArrayOutputStream(from.length);
    for (int i = 0; i < from.length; i++) {
      if (from[i] == '+') {
        to.write(' ');
      } else if (from[i] == '%') {
        int high = i + 1 < from.length ? Character.digit(from[i + 1], 16) : -1;
        int low = i + 2 < from.length ? Character.digit(from[i + 2], 16) : -1;
        if (high < 0 || low < 0) {
          throw badEncoding();
        }
        to.write(high * 16 + low);
        i += 2;
      } else {
        to.write(from[i]);
      }
    }
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(to.toByteArray()))
          .toString();
    } catch (CharacterCodingException e) {
      throw badEncoding();
    }
  }

  private static RuntimeException badEncoding() {
    return Problem.of(
            HttpFault.BAD_REQUEST, "The query of the URI is not properly percent-encoded UTF-8.")
        .asException();
  }
}
