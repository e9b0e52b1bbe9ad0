package dev.kith.crm.http.kernel.problem;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.shared.Refusal;
import java.util.Collection;
import java.util.Map;

/**
 * The closed list of problem codes: those of HTTP itself and those of all refusals. {@code
 * docs/problems.md} is made from it, and a test holds it against every refusal that there is.
 */
public final class ProblemCodes {

  /**
   * A code and what is said of it.
   *
   * @param status with which it is answered as a rule
   */
  public record Entry(String code, int status, String title, String meaning) {}

  private static final Map<String, Entry> ALL = all();

  private ProblemCodes() {}

  public static Collection<Entry> entries() {
    return ALL.values();
  }

  static int statusOf(Refusal refusal) {
    return switch (refusal.kind()) {
      case INVALID -> 422;
      case UNKNOWN -> 404;
      case FORBIDDEN ->
          switch (refusal.code()) {
            case "wrong-credentials" -> 401;
            case "too-many-attempts" -> 429;
            default -> 403;
          };
      case CONFLICT -> 409;
      case RULE -> 422;
    };
  }

  static String titleOf(String code) {
    Entry entry = ALL.get(code);
    return entry == null
        ? Ascii.toUpperCase(code.substring(0, 1)) + code.substring(1).replace('-', ' ')
        : entry.title();
  }

  private static Map<String, Entry> all() {
    ImmutableMap.Builder<String, Entry> all = ImmutableMap.builder();
    for (HttpFault fault : HttpFault.values()) {
      all.put(
          fault.code(), new Entry(fault.code(), fault.status(), fault.title(), fault.meaning()));
    }
    for (Entry entry : RefusalCodes.ENTRIES) {
      all.put(entry.code(), entry);
    }
    return all.buildOrThrow();
  }
}
