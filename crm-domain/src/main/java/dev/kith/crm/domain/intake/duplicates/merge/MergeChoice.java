package dev.kith.crm.domain.intake.duplicates.merge;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.Outcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which value of which record is kept when records become one: what was picked, else the winner's
 * own, and where the winner has none, that of the first other that has one. Of fields of several
 * values, such as tags, those of all are kept that are not picked. An address is never put together
 * of two. Consent is not picked: it follows from all that any of them said.
 *
 * @param changes the fields of the winner that are to be others, by their codes: their texts, null
 *     where they are to be empty
 * @param taken the same, with what they were before
 */
public record MergeChoice(
    Map<String, @Nullable String> changes, @Nullable UserId owner, List<Merge.Taken> taken) {

  /** The owner can be picked like a field. */
  public static final String OWNER = "owner";

  public static final int MOST_OTHERS = 10;

  public MergeChoice {
    changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
    taken = List.copyOf(taken);
  }

  /**
   * A record as it takes part in a merge.
   *
   * @param texts of its filled fields, by their codes
   */
  public record Side(UUID id, Map<String, String> texts, @Nullable UserId owner) {
    public Side {
      texts = ImmutableMap.copyOf(texts);
    }

    private @Nullable String text(String field) {
      return texts.get(field);
    }

    private boolean hasAny(List<String> fields) {
      return fields.stream().anyMatch(texts::containsKey);
    }
  }

  /**
   * Whether these records can be merged with these picks; nothing is said of their states.
   *
   * @param versioned records whose versions somebody looked at
   */
  public static Outcome<List<UUID>> checked(
      MergeKind kind,
      MergeFields fields,
      UUID winner,
      List<UUID> others,
      Map<String, UUID> picks,
      Collection<UUID> versioned) {
    Checks checks = new Checks();
    String one = kind.code();
    if (others.isEmpty()) {
      checks.add("others", "required", "A merge needs at least one other " + one + ".");
    }
    if (others.size() > MOST_OTHERS) {
      checks.add(
          "others", "too-many", "At most " + MOST_OTHERS + " " + one + "s are merged at once.");
    }
    if (others.contains(winner) || others.stream().distinct().count() < others.size()) {
      checks.add("others", "same-" + one, "Each " + one + " can take part once only.");
    }
    picks.forEach((code, record) -> {
      Optional<MergeField> field = fields.named(code);
      if (!code.equals(OWNER) && field.isEmpty()) {
        checks.add("fields/" + code, "unknown-field", "There is no field " + code + ".");
      }
      if (field.isPresent() && !field.get().picked()) {
        checks.add(
            "fields/" + code,
            "consent-not-picked",
            "What counts of all that they said follows from their ledgers.");
      }
      if (!record.equals(winner) && !others.contains(record)) {
        checks.add(
            "fields/" + code, "not-one-of", "Pick from one of the " + one + "s of the merge.");
      }
    });
    versioned.stream()
        .filter(record -> !others.contains(record))
        .sorted()
        .forEach(record ->
            checks.add(
                "versions/" + record,
                "not-one-of",
                "Only versions of the other " + one + "s of the merge stand here."));
    return checks.orRefuse(() -> others);
  }

  /** The choice among records that were {@link #checked}. */
  public static MergeChoice of(
      MergeFields fields, Side winner, List<Side> others, Map<String, UUID> picks) {
    Map<UUID, Side> sides = new LinkedHashMap<>();
    sides.put(winner.id(), winner);
    others.forEach(side -> sides.put(side.id(), side));
    Map<String, @Nullable String> changes = new LinkedHashMap<>();
    List<Merge.Taken> taken = new ArrayList<>();
    for (MergeField field : fields.all()) {
      if (!field.picked()) {
        continue;
      }
      Side picked = picked(field.decidedBy(), sides, picks).orElse(null);
      Side from = picked == null ? usual(field, winner, others) : picked;
      String before = winner.text(field.code());
      String after =
          field.several() == null
              ? from.text(field.code())
              : united(field.code(), field.several(), winner, others, picked);
      if (!Objects.equals(before, after)) {
        changes.put(field.code(), after);
        taken.add(new Merge.Taken(field.code(), before, after, from.id()));
      }
    }
    Side owning = picked(OWNER, sides, picks).orElse(winner);
    if (!Objects.equals(owning.owner(), winner.owner())) {
      taken.add(new Merge.Taken(OWNER, text(winner.owner()), text(owning.owner()), owning.id()));
    }
    return new MergeChoice(changes, owning.owner(), taken);
  }

  /**
   * The same with another value of one field.
   *
   * @param before what the winner has
   * @param from the record from which it is taken
   */
  public MergeChoice with(
      String field, @Nullable String before, @Nullable String after, UUID from) {
    Map<String, @Nullable String> others = new LinkedHashMap<>(changes);
    List<Merge.Taken> fewer = new ArrayList<>(taken);
    others.remove(field);
    fewer.removeIf(each -> each.field().equals(field));
    if (!Objects.equals(before, after)) {
      others.put(field, after);
      fewer.add(new Merge.Taken(field, before, after, from));
    }
    return new MergeChoice(others, owner, fewer);
  }

  /** From which record a field is taken where none is picked. */
  private static Side usual(MergeField field, Side winner, List<Side> others) {
    SeveralValues several = field.several();
    String own = winner.text(field.code());
    Predicate<Side> adds =
        several == null
            ? side -> !winner.hasAny(field.together()) && side.hasAny(field.together())
            : side -> !Objects.equals(several.with(own, side.text(field.code())), own);
    return others.stream().filter(adds).findFirst().orElse(winner);
  }

  /**
   * Those of the record from which they are picked, else of all; written as the winner has them.
   */
  private static @Nullable String united(
      String code, SeveralValues several, Side winner, List<Side> others, @Nullable Side picked) {
    String text = winner.text(code);
    if (picked != null) {
      return several.writtenAs(picked.text(code), text);
    }
    for (Side side : others) {
      text = several.with(text, side.text(code));
    }
    return text;
  }

  private static Optional<Side> picked(
      String field, Map<UUID, Side> sides, Map<String, UUID> picks) {
    return Optional.ofNullable(picks.get(field)).map(sides::get);
  }

  private static @Nullable String text(@Nullable UserId owner) {
    return owner == null ? null : owner.toString();
  }

  /**
   * The winner as it was before, as far as nobody edited it since.
   *
   * @param changes the fields that get their former values back, as {@link MergeChoice#changes}
   * @param kept the fields that somebody did edit
   */
  public record Former(
      Map<String, @Nullable String> changes, @Nullable UserId owner, List<String> kept) {

    public Former {
      changes = Collections.unmodifiableMap(new LinkedHashMap<>(changes));
      kept = List.copyOf(kept);
    }

    /** What undoing the merge leaves the winner with. */
    public static Former of(MergeFields fields, Side winner, Merge merge) {
      Map<String, @Nullable String> changes = Maps.newLinkedHashMap();
      UserId owner = winner.owner();
      List<String> kept = new ArrayList<>();
      for (Merge.Taken taken : merge.taken()) {
        String code = taken.field();
        MergeField field = fields.named(code).orElse(null);
        String now = field == null ? text(winner.owner()) : winner.text(code);
        if (field != null && field.several() != null) {
          // What somebody gave or took since is none of the merge's.
          changes.put(code, field.several().undoing(now, taken.before(), taken.after()));
          if (!field.several().changedSince(now, taken.before(), taken.after()).isEmpty()) {
            kept.add(code);
          }
        } else if (!Objects.equals(now, taken.after())) {
          kept.add(code);
        } else if (field == null) {
          owner = taken.before() == null ? null : new UserId(UUID.fromString(taken.before()));
        } else {
          changes.put(code, taken.before());
        }
      }
      return new Former(changes, owner, kept);
    }
  }
}
