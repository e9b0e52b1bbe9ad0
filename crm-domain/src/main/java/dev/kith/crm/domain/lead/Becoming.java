package dev.kith.crm.domain.lead;

import com.google.common.collect.ImmutableMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a lead becomes.
 *
 * @param conversion by which it can be undone
 * @param account the company, if there is one
 * @param contact the person, if there is one
 * @param opportunity what they may buy, if that was opened
 */
public record Becoming(
    UUID conversion, @Nullable UUID account, @Nullable UUID contact, @Nullable UUID opportunity) {

  Map<String, String> remarks() {
    ImmutableMap.Builder<String, String> remarks = ImmutableMap.builder();
    remarks.put("conversion", conversion.toString());
    put(remarks, "account", account);
    put(remarks, "contact", contact);
    put(remarks, "opportunity", opportunity);
    return remarks.buildOrThrow();
  }

  private static void put(
      ImmutableMap.Builder<String, String> remarks, String name, @Nullable UUID id) {
    if (id != null) {
      remarks.put(name, id.toString());
    }
  }
}
