package dev.kith.crm.http.kernel;

import com.google.common.primitives.Longs;
import dev.kith.crm.application.Workspace;
import dev.kith.crm.http.kernel.problem.HttpFault;
import dev.kith.crm.http.kernel.problem.Problem;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The headers that make a request conditional, or repeatable. */
final class Preconditions {

  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final Pattern TAG = Pattern.compile("(W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  /** No record is ever at this version. */
  private static final long NEVER = 0;

  private Preconditions() {}

  static String tag(long version) {
    return "\"" + version + "\"";
  }

  /** Refuses a change that does not say which version it is meant for. */
  static void require(Context ctx) {
    if (single(ctx, "If-Match") == null) {
      throw Problem.of(
              HttpFault.PRECONDITION_REQUIRED,
              "Send the record's ETag in If-Match, or If-Match: * to change it whatever its"
                  + " version.")
          .asException();
    }
  }

  static Workspace applied(Workspace workspace, Context ctx) {
    Workspace result = workspace;
    String match = single(ctx, "If-Match");
    if (match != null && !match.strip().equals("*")) {
      result = result.expecting(version(match.strip()));
    }
    String key = single(ctx, "Idempotency-Key");
    if (key != null) {
      if (!KEY.matcher(key).matches()) {
        throw Problem.ofHeader(
                "Idempotency-Key",
                "idempotency-key-syntax",
                "An idempotency key is 1 to 255 visible ASCII characters.")
            .asException();
      }
      result = result.idempotent(key, () -> ctx.header("Idempotent-Replayed", "true"));
    }
    return result;
  }

  /** Whether the client has this version already. */
  static boolean isKnown(Context ctx, long version) {
    String known = ctx.header("If-None-Match");
    return known != null
        && Arrays.stream(known.split(",", -1))
            .map(String::strip)
            .anyMatch(
                t -> t.equals("*") || t.equals(tag(version)) || t.equals("W/" + tag(version)));
  }

  /** A header that may stand there once at most: of two values one would be ignored. */
  static @Nullable String single(Context ctx, String name) {
    List<String> values = Collections.list(ctx.req().getHeaders(name));
    if (values.size() > 1) {
      throw Problem.ofHeader(
              name, "doubled", "The header " + name + " stands there more than once.")
          .asException();
    }
    return values.isEmpty() ? null : values.getFirst();
  }

  private static long version(String match) {
    if (!TAG.matcher(match).matches()) {
      throw Problem.ofHeader(
              "If-Match",
              "etag-syntax",
              "If-Match is one entity tag in double quotes, such as \"3\", or *.")
          .asException();
    }
    // If-Match compares strongly, so a weak tag fits no version; neither does one that was never
    // handed out.
    Long version =
        match.startsWith("W/") ? null : Longs.tryParse(match.substring(1, match.length() - 1));
    return version == null || !tag(version).equals(match) ? NEVER : version;
  }
}
