package dev.kith.crm.application.lead;

import static java.util.stream.Collectors.toSet;

import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Births of one batch that do not take what another lead has.
 *
 * @param seen leads that are named where they are in the way
 */
record DistinctBirths(LeadStore store, Visibility seen) {

  /**
   * Refuses what has an e-mail address or an external id that a live lead, or an earlier one of the
   * same batch, has.
   */
  List<Outcome<Change<Lead>>> distinct(List<Outcome<Change<Lead>>> births) {
    Map<String, LeadId> ofEmails =
        new HashMap<>(store.holdersOf(keys(births, DistinctBirths::emailKey)));
    Map<String, LeadId> ofExternalIds =
        new HashMap<>(store.holdersOfExternal(keys(births, DistinctBirths::externalKey)));
    return births.stream()
        .map(birth -> birth.then(change -> unlessTaken(change, ofEmails, ofExternalIds)))
        .toList();
  }

  private static Set<String> keys(
      List<Outcome<Change<Lead>>> births, Function<Lead, @Nullable String> key) {
    return births.stream()
        .flatMap(b -> b instanceof Outcome.Done<Change<Lead>>(var c) ? Stream.of(c) : null)
        .map(c -> key.apply(c.next()))
        .filter(Objects::nonNull)
        .collect(toSet());
  }

  private Outcome<Change<Lead>> unlessTaken(
      Change<Lead> birth, Map<String, LeadId> ofEmails, Map<String, LeadId> ofExternalIds) {
    Lead lead = birth.next();
    LeadContent content = lead.content();
    LeadId sameEmail = holder(ofEmails, emailKey(lead));
    if (sameEmail != null) {
      return Outcome.refused(
          new LeadRefusal.EmailTaken(
              String.valueOf(content.profile().email()), ifAllSeen(sameEmail)));
    }
    LeadId sameId = holder(ofExternalIds, externalKey(lead));
    if (sameId != null) {
      return Outcome.refused(
          new LeadRefusal.ExternalIdTaken(String.valueOf(content.externalId()), ifAllSeen(sameId)));
    }
    put(ofEmails, emailKey(lead), lead);
    put(ofExternalIds, externalKey(lead), lead);
    return Outcome.done(birth);
  }

  private @Nullable UUID ifAllSeen(LeadId holder) {
    return seen instanceof Visibility.All() ? holder.value() : null;
  }

  private static @Nullable LeadId holder(Map<String, LeadId> holders, @Nullable String key) {
    return key == null ? null : holders.get(key);
  }

  private static void put(Map<String, LeadId> holders, @Nullable String key, Lead lead) {
    if (key != null) {
      holders.put(key, lead.id());
    }
  }

  private static @Nullable String emailKey(Lead lead) {
    var email = lead.content().profile().email();
    return email == null ? null : email.key();
  }

  private static @Nullable String externalKey(Lead lead) {
    var externalId = lead.content().externalId();
    return externalId == null ? null : externalId.key();
  }
}
