package dev.kith.crm.application.lead;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.Alongside.Extended;
import dev.kith.crm.application.lead.LeadMatches.Keys;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.audit.FieldChange;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.upsert.UpsertRules;
import dev.kith.crm.domain.lead.upsert.UpsertRules.ConflictPolicy;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.Change;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneReader;
import dev.kith.crm.domain.shared.Refusal;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class LeadUpsertService implements LeadUpserts {

  private final Kernel kernel;
  private final Context context;
  private final PhoneReader phones;
  private final LeadService leads;
  private final BroughtAlong along;
  private final SaidByLeads said;
  private final Visibility seen;

  LeadUpsertService(
      Kernel kernel,
      Context context,
      PhoneReader phones,
      LeadService leads,
      BroughtAlong along,
      SaidByLeads said) {
    this.kernel = kernel;
    this.context = context;
    this.phones = phones;
    this.leads = leads;
    this.along = along;
    this.said = said;
    this.seen = Visibility.of(context.actor(), LeadService.VIEW);
  }

  @Override
  public List<Upserted> upsert(
      List<Numbered> drafts, UpsertRules rules, Claims claims, boolean trial) {
    Alongside besides = new Alongside(along, said, drafts, kernel.now());
    List<Outcome<LeadContent>> contents = besides.sound(read(drafts));
    Batch batch = new Batch(rules, claims, contents, besides);
    List<Upserted> results =
        Streams.zip(drafts.stream(), contents.stream(), batch::upserted).toList();
    if (!trial) {
      batch.changes.save();
      besides.save();
    }
    return results;
  }

  @Override
  public List<List<Violation>> flaws(List<Numbered> drafts) {
    return new Alongside(along, said, drafts, kernel.now())
        .sound(read(drafts)).stream().map(Alongside::problemsOf).toList();
  }

  /** Takes the longest of all and touches nothing, so every processor takes a share of it. */
  private List<Outcome<LeadContent>> read(List<Numbered> drafts) {
    return drafts.parallelStream().map(numbered -> numbered.draft().read(phones)).toList();
  }

  @Override
  public List<TakenBack> takeBack(List<Trace> traces) {
    LeadBatch batch = leads.batch();
    LeadTakeBack takeBack = new LeadTakeBack(kernel, context, phones, batch, along);
    List<TakenBack> results = takeBack.of(traces);
    batch.save();
    takeBack.save();
    return results;
  }

  /** Drafts that are decided on together, one after the other. */
  private final class Batch {

    private final UpsertRules rules;
    private final LeadBatch changes = leads.batch();
    private final Map<String, Long> claimed;
    private final LeadMatches matches;
    private final LeadMatches bin;
    private final Alongside besides;

    Batch(
        UpsertRules rules, Claims claims, List<Outcome<LeadContent>> contents, Alongside besides) {
      this.rules = rules;
      this.besides = besides;
      List<Keys> keys = new ArrayList<>();
      contents.forEach(content -> content.map(c -> keys.add(Keys.of(c, rules.keys()))));
      Set<String> all = new HashSet<>();
      keys.forEach(k -> all.addAll(k.claims()));
      LeadStore store = kernel.storage().leads();
      this.bin =
          switch (rules.ofDeleted()) {
            case NEW -> LeadMatches.inBin(store, List.of(), rules.keys());
            case RESTORE, ASK -> LeadMatches.inBin(store, keys, rules.keys());
          };
      bin.all().forEach(lead -> all.addAll(Keys.of(lead.content(), rules.keys()).claims()));
      this.claimed = new HashMap<>(claims.among(all));
      this.matches = LeadMatches.find(store, keys, rules.keys());
      besides.meet(Iterables.concat(matches.all(), bin.all()));
    }

    Upserted upserted(Numbered numbered, Outcome<LeadContent> read) {
      Upserted upserted =
          switch (read) {
            case Outcome.Done<LeadContent>(var content) -> decided(numbered, content);
            case Outcome.Refused<LeadContent>(var refusal) -> refused(refusal);
          };
      Set<String> fresh = Set.copyOf(Sets.difference(upserted.claims(), claimed.keySet()));
      fresh.forEach(claim -> claimed.put(claim, numbered.number()));
      return new Upserted(upserted.result(), fresh);
    }

    private Upserted decided(Numbered numbered, LeadContent content) {
      Keys keys = Keys.of(content, rules.keys());
      Upserted earlier = aboutAnEarlier(keys, content);
      if (earlier != null) {
        return earlier;
      }
      Set<Lead> hits = new LinkedHashSet<>();
      keys.texts()
          .forEach((kind, text) -> {
            if (rules.keys().contains(kind)) {
              hits.addAll(matches.having(kind, text));
            }
          });
      return switch (hits.size()) {
        case 0 -> unmet(numbered, content, keys);
        case 1 -> met(numbered, content, keys, hits.iterator().next());
        default -> refused(new LeadRefusal.AmbiguousMatch(labels(keys)));
      };
    }

    private @Nullable Upserted aboutAnEarlier(Keys keys, LeadContent content) {
      for (var key : keys.texts().entrySet()) {
        Long earlier = claimed.get(Keys.claim(key.getKey(), key.getValue()));
        if (earlier != null) {
          return rules.keys().contains(key.getKey())
              ? new Upserted(new Duplicate(earlier), Set.of())
              : refused(taken(key.getKey(), content, null));
        }
      }
      return null;
    }

    private Upserted unmet(Numbered numbered, LeadContent content, Keys keys) {
      return keys.texts().entrySet().stream()
          .filter(key -> rules.keys().contains(key.getKey()))
          .flatMap(key -> bin.having(key.getKey(), key.getValue()).stream())
          .filter(gone -> seen.reaches(gone.owner()))
          .max(
              Comparator.comparing((Lead gone) -> gone.revision().updatedAt())
                  .thenComparing(gone -> gone.id().toString()))
          .map(gone ->
              switch (rules.ofDeleted()) {
                case NEW -> created(numbered, content, keys);
                case RESTORE -> restored(numbered, keys, gone);
                case ASK ->
                    new Upserted(
                        new Skipped(
                            gone.id(),
                            "lead-in-bin",
                            "The lead is in the bin; say whether it is restored or a new one"
                                + " made."),
                        claims(keys, gone));
              })
          .orElseGet(() -> created(numbered, content, keys));
    }

    private Set<String> claims(Keys keys, Lead lead) {
      return Sets.union(keys.claims(), Keys.of(lead.content(), rules.keys()).claims());
    }

    private Upserted restored(Numbered numbered, Keys keys, Lead gone) {
      boolean changes =
          switch (rules.policy()) {
            case SKIP, REVIEW -> false;
            case FILL_EMPTY, OVERWRITE -> true;
            case NEWEST_WINS -> isNewer(numbered.modifiedAt(), gone);
          };
      Outcome<Extended> back =
          permitted(
              Action.DELETE,
              gone,
              () ->
                  contentOfRestored(numbered, gone, changes)
                      .then(wanted -> unlessHeld(wanted, gone))
                      .then(this::unlessClaimed)
                      .then(wanted -> gone.restoreAs(wanted, kernel.now()))
                      .then(change ->
                          changes
                              ? besides.extended(numbered, gone, change)
                              : Outcome.done(Extended.of(change))));
      return switch (back) {
        case Outcome.Refused<Extended>(var refusal) -> refused(refusal);
        case Outcome.Done<Extended>(var all) ->
            updated(numbered, gone, "lead.restore", all, claims(keys, gone));
      };
    }

    private Outcome<LeadContent> contentOfRestored(Numbered numbered, Lead gone, boolean changes) {
      return changes
          ? permitted(
              Action.EDIT,
              gone,
              () ->
                  rules
                      .merged(gone.content(), numbered.draft())
                      .read(phones)
                      .then(wanted -> besides.inTime(numbered, gone, wanted)))
          : Outcome.done(gone.content());
    }

    /** An earlier row may have brought in what the lead had before it was deleted. */
    private Outcome<LeadContent> unlessClaimed(LeadContent wanted) {
      return Keys.of(wanted, Set.of()).texts().entrySet().stream()
          .filter(key -> claimed.containsKey(Keys.claim(key.getKey(), key.getValue())))
          .findFirst()
          .<Outcome<LeadContent>>map(key -> Outcome.refused(taken(key.getKey(), wanted, null)))
          .orElseGet(() -> Outcome.done(wanted));
    }

    private <T> Outcome<T> permitted(Action action, Lead lead, Supplier<Outcome<T>> then) {
      return Permits.requireOn(
          context.actor(), Feature.LEAD, action, lead.subject(), lead.owner(), then);
    }

    private Upserted updated(
        Numbered numbered, Lead before, String intention, Extended all, Set<String> claims) {
      changes.changed(before, intention, all.change(), Alongside.saying(numbered, leads.saying()));
      besides.keep(all);
      return new Upserted(
          new Updated(before.id(), changes(before, all), all.change().next().revision().version()),
          claims);
    }

    private static List<FieldChange> changes(Lead before, Extended all) {
      return ImmutableList.copyOf(
          Iterables.concat(
              FieldChange.between(before.facts(), all.change().next().facts()), all.more()));
    }

    private Upserted created(Numbered numbered, LeadContent content, Keys keys) {
      Refusal other = heldByAnother(keys, content, null);
      if (other != null) {
        return refused(other);
      }
      return switch (Permits.require(
          context.actor(),
          LeadService.CREATE,
          () ->
              leads.born(
                  new Leads.Capture(numbered.draft()),
                  Outcome.done(besides.withCampaign(numbered, content))))) {
        case Outcome.Done<Change<Lead>>(var birth) -> {
          Extended all = besides.born(numbered, birth);
          changes.born(all.change(), Alongside.saying(numbered, leads.saying()));
          besides.keep(all);
          yield new Upserted(new Created(birth.next().id()), keys.claims());
        }
        case Outcome.Refused<Change<Lead>>(var refusal) -> refused(refusal);
      };
    }

    private Upserted met(Numbered numbered, LeadContent content, Keys keys, Lead lead) {
      if (!seen.reaches(lead.owner())) {
        return refused(taken(sharedKey(keys, lead), content, null));
      }
      Set<String> claims = claims(keys, lead);
      if (rules.policy() == ConflictPolicy.SKIP) {
        return new Upserted(
            new Skipped(lead.id(), "lead-exists", "The lead is there already."), claims);
      }
      if (rules.policy() == ConflictPolicy.NEWEST_WINS && !isNewer(numbered.modifiedAt(), lead)) {
        return new Upserted(
            new Skipped(lead.id(), "lead-newer", "The lead was changed later than the row."),
            claims);
      }
      Outcome<Extended> edited =
          permitted(
              Action.EDIT,
              lead,
              () ->
                  rules
                      .merged(lead.content(), numbered.draft())
                      .read(phones)
                      .then(merged -> besides.inTime(numbered, lead, merged))
                      .then(merged -> unlessHeld(merged, lead))
                      .then(merged -> lead.edit(merged, kernel.now()))
                      .then(change -> besides.extended(numbered, lead, change)));
      return switch (edited) {
        case Outcome.Refused<Extended>(var refusal) -> refused(refusal);
        case Outcome.Done<Extended>(var all) when all.change().next().equals(lead) ->
            new Upserted(
                new Skipped(
                    lead.id(), "lead-unchanged", "The lead says the same already, or more."),
                claims);
        case Outcome.Done<Extended>(var all) when rules.policy() == ConflictPolicy.REVIEW ->
            new Upserted(
                new PutAside(lead.id(), changes(lead, all), lead.revision().version()), claims);
        case Outcome.Done<Extended>(var all) -> updated(numbered, lead, "lead.edit", all, claims);
      };
    }

    private static boolean isNewer(@Nullable Instant modifiedAt, Lead lead) {
      return modifiedAt != null && modifiedAt.isAfter(lead.revision().updatedAt());
    }

    private Outcome<LeadContent> unlessHeld(LeadContent merged, Lead lead) {
      Refusal other = heldByAnother(Keys.of(merged, Set.of()), merged, lead);
      return other == null ? Outcome.done(merged) : Outcome.refused(other);
    }

    /** Why the unique values cannot be had; null if they can. */
    private @Nullable Refusal heldByAnother(Keys keys, LeadContent content, @Nullable Lead lead) {
      for (MatchKey kind : List.of(MatchKey.EMAIL, MatchKey.EXTERNAL_ID)) {
        String text = keys.texts().get(kind);
        Set<Lead> holders = text == null ? Set.of() : matches.having(kind, text);
        for (Lead holder : holders) {
          if (!holder.equals(lead)) {
            return taken(kind, content, seen.reaches(holder.owner()) ? holder.id().value() : null);
          }
        }
      }
      return null;
    }

    private MatchKey sharedKey(Keys keys, Lead lead) {
      return keys.texts().entrySet().stream()
          .filter(key -> rules.keys().contains(key.getKey()))
          .filter(key -> matches.having(key.getKey(), key.getValue()).contains(lead))
          .findFirst()
          .orElseThrow()
          .getKey();
    }

    private List<String> labels(Keys keys) {
      return keys.texts().keySet().stream()
          .filter(rules.keys()::contains)
          .map(kind -> kind.field().label())
          .toList();
    }
  }

  static Refusal taken(MatchKey kind, LeadContent content, @Nullable UUID holder) {
    return switch (kind) {
      case EMAIL -> new LeadRefusal.EmailTaken(String.valueOf(content.profile().email()), holder);
      case EXTERNAL_ID ->
          new LeadRefusal.ExternalIdTaken(String.valueOf(content.externalId()), holder);
      case PHONE ->
          new LeadRefusal.PhoneTaken(Objects.requireNonNull(content.profile().phone()).text());
    };
  }

  private static Upserted refused(Refusal refusal) {
    return new Upserted(new Refused(refusal), Set.of());
  }
}
