package dev.kith.crm.domain.intake.duplicates.merge;

import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadDraft;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.Uniting;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which value of which lead is kept when leads become one: what was picked, else the winner's own,
 * and where the winner has none, that of the first other that has one. Of fields of several values,
 * such as tags, those of all are kept that are not picked. Consent is not picked: it follows from
 * all that any of them said.
 *
 * @param content of the winner, as it is to be
 * @param taken where that differs from what the winner has
 */
public record MergeChoice(LeadDraft content, @Nullable UserId owner, List<Merge.Taken> taken) {

  /** The owner can be picked like a field. */
  public static final String OWNER = "owner";

  public static final int MOST_OTHERS = 10;

  public MergeChoice {
    taken = List.copyOf(taken);
  }

  /** Whether these leads can be merged with these picks at all; nothing is said of their states. */
  public static Outcome<List<LeadId>> checked(
      LeadId winner, List<LeadId> others, Map<String, LeadId> picks) {
    Checks checks = new Checks();
    if (others.isEmpty()) {
      checks.add("others", "required", "A merge needs at least one other lead.");
    }
    if (others.size() > MOST_OTHERS) {
      checks.add("others", "too-many", "At most " + MOST_OTHERS + " leads are merged at once.");
    }
    if (others.contains(winner) || others.stream().distinct().count() < others.size()) {
      checks.add("others", "same-lead", "Each lead can take part once only.");
    }
    picks.forEach((field, lead) -> {
      if (!field.equals(OWNER) && LeadField.named(field).isEmpty()) {
        checks.add("fields/" + field, "unknown-field", "There is no field " + field + ".");
      }
      if (LeadField.named(field).filter(LeadField::isConsent).isPresent()) {
        checks.add(
            "fields/" + field,
            "consent-not-picked",
            "What counts of all that they said follows from their ledgers.");
      }
      if (!lead.equals(winner) && !others.contains(lead)) {
        checks.add("fields/" + field, "not-one-of", "Pick from one of the leads of the merge.");
      }
    });
    return checks.orRefuse(() -> others);
  }

  /** The choice among leads that were {@link #checked}. */
  public static MergeChoice of(Lead winner, List<Lead> others, Map<String, LeadId> picks) {
    Map<String, Lead> leads = new LinkedHashMap<>();
    leads.put(winner.id().toString(), winner);
    others.forEach(lead -> leads.put(lead.id().toString(), lead));
    LeadDraft draft = LeadDraft.of(winner.content());
    List<Merge.Taken> taken = new ArrayList<>();
    for (LeadField field : LeadField.values()) {
      if (field.isConsent()) {
        continue;
      }
      Lead from = source(field, winner, others, leads, picks);
      String before = field.textOf(winner.content());
      String after =
          field.unites()
              ? united(field, winner, others, picks.containsKey(field.code()) ? from : null)
              : field.textOf(from.content());
      if (!Objects.equals(before, after)) {
        draft = draft.with(field, after);
        taken.add(new Merge.Taken(field.code(), before, after, from.id()));
      }
    }
    Lead owning = picked(OWNER, leads, picks).orElse(winner);
    if (!Objects.equals(owning.owner(), winner.owner())) {
      taken.add(new Merge.Taken(OWNER, text(winner.owner()), text(owning.owner()), owning.id()));
    }
    return new MergeChoice(draft, owning.owner(), taken);
  }

  private static Lead source(
      LeadField field,
      Lead winner,
      List<Lead> others,
      Map<String, Lead> leads,
      Map<String, LeadId> picks) {
    // The system and the id in it are one value in two fields.
    LeadField deciding = field == LeadField.EXTERNAL_SYSTEM ? LeadField.EXTERNAL_ID : field;
    Predicate<Lead> adds =
        field.unites()
            ? lead ->
                Uniting.adds(field, field.textOf(winner.content()), field.textOf(lead.content()))
            : lead ->
                deciding.textOf(winner.content()) == null
                    && deciding.textOf(lead.content()) != null;
    return picked(deciding.code(), leads, picks)
        .orElseGet(() -> others.stream().filter(adds).findFirst().orElse(winner));
  }

  /** Those of the lead from which they are picked, else of all; written as the winner has them. */
  private static @Nullable String united(
      LeadField field, Lead winner, List<Lead> others, @Nullable Lead picked) {
    String text = field.textOf(winner.content());
    if (picked != null) {
      return Uniting.writtenAs(field, field.textOf(picked.content()), text);
    }
    for (Lead lead : others) {
      text = Uniting.with(field, text, field.textOf(lead.content()));
    }
    return text;
  }

  private static Optional<Lead> picked(
      String field, Map<String, Lead> leads, Map<String, LeadId> picks) {
    return Optional.ofNullable(picks.get(field)).map(id -> leads.get(id.toString()));
  }

  private static @Nullable String text(@Nullable UserId owner) {
    return owner == null ? null : owner.toString();
  }

  /**
   * The winner as it was before, as far as nobody edited it since.
   *
   * @param kept the fields that somebody did edit
   */
  public record Former(LeadDraft content, @Nullable UserId owner, List<String> kept) {

    public Former {
      kept = List.copyOf(kept);
    }

    /** What undoing the merge leaves the winner with. */
    public static Former of(Lead winner, Merge merge) {
      LeadDraft draft = LeadDraft.of(winner.content());
      UserId owner = winner.owner();
      List<String> kept = new ArrayList<>();
      for (Merge.Taken taken : merge.taken()) {
        LeadField field = LeadField.named(taken.field()).orElse(null);
        String now = field == null ? text(winner.owner()) : field.textOf(winner.content());
        if (field != null && field.unites()) {
          // What somebody gave or took since is none of the merge's.
          draft = draft.with(field, Uniting.undoing(field, now, taken.before(), taken.after()));
          if (!Uniting.changedSince(field, now, taken.before(), taken.after()).isEmpty()) {
            kept.add(taken.field());
          }
        } else if (!Objects.equals(now, taken.after())) {
          kept.add(taken.field());
        } else if (field == null) {
          owner = taken.before() == null ? null : new UserId(UUID.fromString(taken.before()));
        } else {
          draft = draft.with(field, taken.before());
        }
      }
      return new Former(draft, owner, kept);
    }
  }
}
