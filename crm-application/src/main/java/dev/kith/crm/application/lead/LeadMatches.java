package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableSetMultimap;
import com.google.common.collect.SetMultimap;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** Leads that share something with leads that are brought in, found all at once. */
final class LeadMatches {

  /**
   * The keys of a lead, each with its kind in front: two leads share a key if the texts are one.
   */
  record Keys(Map<MatchKey, String> texts) {

    /**
     * The address and the external id, which no two leads share, and those that are asked for
     * besides.
     */
    static Keys of(LeadContent content, Set<MatchKey> besides) {
      Map<MatchKey, String> texts = new EnumMap<>(MatchKey.class);
      if (content.profile().email() != null) {
        texts.put(MatchKey.EMAIL, content.profile().email().key());
      }
      if (content.externalId() != null) {
        texts.put(MatchKey.EXTERNAL_ID, content.externalId().key());
      }
      if (content.profile().phone() != null && besides.contains(MatchKey.PHONE)) {
        texts.put(MatchKey.PHONE, content.profile().phone().text());
      }
      return new Keys(texts);
    }

    static String claim(MatchKey kind, String text) {
      return kind.name() + " " + text;
    }

    Set<String> claims() {
      Set<String> claims = new HashSet<>();
      texts.forEach((kind, text) -> claims.add(claim(kind, text)));
      return claims;
    }
  }

  private final SetMultimap<String, Lead> leads;

  private LeadMatches(SetMultimap<String, Lead> leads) {
    this.leads = leads;
  }

  /** Among the live leads. */
  static LeadMatches find(LeadStore store, Collection<Keys> wanted, Set<MatchKey> besides) {
    return find(store::having, wanted, EnumSet.allOf(MatchKey.class), besides);
  }

  /** Among the leads in the bin, by nothing but these keys. */
  static LeadMatches inBin(LeadStore store, Collection<Keys> wanted, Set<MatchKey> by) {
    return find(store::deletedHaving, wanted, by, by);
  }

  private static LeadMatches find(
      Function<Map<MatchKey, Set<String>>, List<Lead>> having,
      Collection<Keys> wanted,
      Set<MatchKey> by,
      Set<MatchKey> besides) {
    Map<MatchKey, Set<String>> byKind = new EnumMap<>(MatchKey.class);
    for (Keys keys : wanted) {
      keys.texts()
          .forEach((kind, text) -> {
            if (by.contains(kind)) {
              byKind.computeIfAbsent(kind, k -> new HashSet<>()).add(text);
            }
          });
    }
    ImmutableSetMultimap.Builder<String, Lead> leads = ImmutableSetMultimap.builder();
    for (Lead lead : having.apply(byKind)) {
      Keys.of(lead.content(), besides).claims().forEach(claim -> leads.put(claim, lead));
    }
    return new LeadMatches(leads.build());
  }

  Collection<Lead> all() {
    return leads.values();
  }

  Set<Lead> having(MatchKey kind, String text) {
    return leads.get(Keys.claim(kind, text));
  }
}
