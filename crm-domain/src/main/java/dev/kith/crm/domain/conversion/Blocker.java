package dev.kith.crm.domain.conversion;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something newer that hangs on what a conversion created.
 *
 * @param code why it is in the way
 * @param type of the record, such as {@code task}
 * @param id null where the actor may not see the record
 */
public record Blocker(Code code, String type, @Nullable UUID id) {

  /** Why something is in the way. */
  public enum Code {
    /** Somebody else works at the account. */
    OTHER_CONTACT("other-contact", "another contact works at the account"),
    /** The account has another opportunity. */
    OTHER_OPPORTUNITY("other-opportunity", "another opportunity is with the account"),
    /** Another account belongs to the account. */
    OTHER_ACCOUNT("other-account", "another account belongs to the account"),
    /** Another lead became one of the records. */
    OTHER_CONVERSION("other-conversion", "another lead became the same"),
    /** It was merged with another record: one of them stands for more than was created. */
    MERGED("merged", "what was created was merged with another record"),
    /** There is a task that did not come with the lead. */
    TASK("task", "a newer task is about it"),
    /** The opportunity was won or lost. */
    DECIDED("opportunity-decided", "the opportunity is decided");

    private final String code;
    private final String words;

    Code(String code, String words) {
      this.code = code;
      this.words = words;
    }

    public String code() {
      return code;
    }

    /** For people, in English. */
    public String words() {
      return words;
    }
  }

  Map<String, Object> facts() {
    ImmutableMap.Builder<String, Object> facts =
        ImmutableMap.<String, Object>builder().put("code", code.code()).put("type", type);
    if (id != null) {
      facts.put("id", id.toString());
    }
    return facts.buildOrThrow();
  }
}
