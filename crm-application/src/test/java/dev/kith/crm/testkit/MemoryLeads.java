package dev.kith.crm.testkit;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.kith.crm.application.kernel.RecordVersion;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.lead.LeadQueries.Figures;
import dev.kith.crm.application.lead.LeadQueries.TagInUse;
import dev.kith.crm.application.lead.LeadReads;
import dev.kith.crm.application.lead.LeadStore;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.application.list.Page;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.lead.upsert.UpsertRules.MatchKey;
import dev.kith.crm.domain.shared.CommonRefusal.StaleVersion;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.ExternalId;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class MemoryLeads implements LeadStore, LeadReads {

  private final MemoryTransactions transactions;
  private final MemoryTable<LeadId, Lead> leads;
  private final MemoryTable<String, LeadId> liveEmails;
  private final MemoryTable<String, LeadId> liveExternalIds;
  private final Function<UserId, @Nullable String> userNames;
  private final MemoryLeadScores scores;
  private final MemoryLists<LeadView> lists = new MemoryLists<>(LeadFields.CATALOGUE);

  MemoryLeads(
      MemoryTransactions transactions,
      Function<UserId, @Nullable String> userNames,
      MemoryLeadScores scores) {
    this.scores = scores;
    this.transactions = transactions;
    this.userNames = userNames;
    this.leads = new MemoryTable<>(transactions);
    this.liveEmails = new MemoryTable<>(transactions);
    this.liveExternalIds = new MemoryTable<>(transactions);
  }

  List<Lead> all() {
    return leads.all();
  }

  @Override
  public Optional<Lead> find(LeadId id) {
    return leads.find(id);
  }

  @Override
  public Outcome<Lead> add(Lead lead) {
    return transactions.alone(() -> unlessTaken(lead, () -> put(null, lead)));
  }

  @Override
  public Outcome<Lead> update(Lead lead) {
    return transactions.alone(() -> {
      Lead stored = leads.find(lead.id()).orElse(null);
      long expected = lead.revision().version() - 1;
      long actual = stored == null ? 0 : stored.revision().version();
      return expected == actual
          ? unlessTaken(lead, () -> put(stored, lead))
          : Outcome.refused(new StaleVersion("lead", lead.id().toString(), expected, actual));
    });
  }

  @Override
  public void addAll(List<Lead> many) {
    MemoryAggregates.each(many, this::add);
  }

  @Override
  public void updateAll(List<Lead> many) {
    MemoryAggregates.each(many, this::update);
  }

  @Override
  public List<Lead> findAll(Collection<LeadId> ids) {
    return ids.stream().flatMap(id -> leads.find(id).stream()).toList();
  }

  @Override
  public List<Lead> having(Map<MatchKey, Set<String>> keys) {
    return live()
        .filter(l ->
            keys.entrySet().stream()
                .anyMatch(k -> k.getValue().contains(String.valueOf(key(k.getKey(), l)))))
        .toList();
  }

  @Override
  public List<Lead> deletedHaving(Map<MatchKey, Set<String>> keys) {
    return all().stream()
        .filter(l -> l.revision().isDeleted() && l.mergedInto() == null)
        .filter(l -> {
          Map<MatchKey, String> texts = new EnumMap<>(MatchKey.class);
          LeadContent content = l.content();
          if (content.profile().email() != null) {
            texts.put(MatchKey.EMAIL, content.profile().email().key());
          }
          if (content.externalId() != null) {
            texts.put(MatchKey.EXTERNAL_ID, content.externalId().key());
          }
          if (content.profile().phone() != null) {
            texts.put(MatchKey.PHONE, content.profile().phone().text());
          }
          return texts.entrySet().stream()
              .anyMatch(t -> keys.getOrDefault(t.getKey(), Set.of()).contains(t.getValue()));
        })
        .toList();
  }

  private static @Nullable String key(MatchKey kind, Lead lead) {
    PhoneNumber phone = lead.content().profile().phone();
    return switch (kind) {
      case EMAIL -> liveEmailKey(lead);
      case EXTERNAL_ID -> liveExternalKey(lead);
      case PHONE -> phone == null ? null : phone.text();
    };
  }

  @Override
  public Map<String, LeadId> holdersOf(Collection<String> emailKeys) {
    return holders(liveEmails, emailKeys);
  }

  @Override
  public Map<String, LeadId> holdersOfExternal(Collection<String> externalKeys) {
    return holders(liveExternalIds, externalKeys);
  }

  private Map<String, LeadId> holders(MemoryTable<String, LeadId> table, Collection<String> keys) {
    return transactions.alone(() -> {
      Map<String, LeadId> holders = new HashMap<>();
      keys.forEach(key -> table.find(key).ifPresent(id -> holders.put(key, id)));
      return holders;
    });
  }

  @Override
  public List<LeadId> recycledUntil(Instant now, int limit) {
    record Waiting(LeadId lead, Instant until) {}
    return live()
        .flatMap(l ->
            l.status() instanceof LeadStatus.Recycled r
                ? Stream.of(new Waiting(l.id(), r.until()))
                : Stream.empty())
        .filter(w -> !w.until.isAfter(now))
        .sorted(Comparator.comparing(Waiting::until).thenComparing(w -> w.lead.toString()))
        .limit(limit)
        .map(Waiting::lead)
        .toList();
  }

  @Override
  public List<LeadId> mergedInto(Collection<LeadId> winners) {
    return leads.all().stream()
        .filter(l -> l.mergedInto() != null && winners.contains(l.mergedInto()))
        .map(Lead::id)
        .sorted(Comparator.comparing(LeadId::toString))
        .toList();
  }

  @Override
  public List<RecordVersion> versions(@Nullable LeadId after, int limit) {
    return leads.all().stream()
        .map(l -> new RecordVersion(l.id().value(), l.revision().version()))
        .sorted(Comparator.comparing(v -> v.id().toString()))
        .filter(v -> after == null || v.id().toString().compareTo(after.toString()) > 0)
        .limit(limit)
        .toList();
  }

  @Override
  public Optional<LeadView> find(LeadId id, Visibility visible) {
    return leads.find(id).filter(l -> visible.reaches(l.owner())).map(this::view);
  }

  @Override
  public List<LeadView> findAll(Collection<LeadId> ids, Visibility visible) {
    return ids.stream().distinct().flatMap(id -> find(id, visible).stream()).toList();
  }

  @Override
  public Page<LeadView> page(ListQuery query, Visibility visible) {
    return lists.page(found(query, visible), query);
  }

  @Override
  public void each(ListQuery query, Visibility visible, Consumer<LeadView> consumer) {
    lists.all(found(query, visible), query).forEach(consumer);
  }

  @Override
  public Map<UserId, Long> openOf(Collection<UserId> owners) {
    return live()
        .filter(l -> l.owner() != null && owners.contains(l.owner()))
        .filter(l -> !LeadReads.DONE_WITH.contains(l.status().name()))
        .collect(groupingBy(l -> Objects.requireNonNull(l.owner()), counting()));
  }

  @Override
  public Map<UserId, Long> ownersOfCompany(String company, LeadId except) {
    return live()
        .filter(l -> l.owner() != null && !l.id().equals(except))
        .filter(l -> company.equalsIgnoreCase(l.content().profile().company()))
        .collect(groupingBy(l -> Objects.requireNonNull(l.owner()), counting()));
  }

  @Override
  public Figures figures(Visibility visible, Instant since) {
    Map<LeadStatus.Name, Long> byStatus = new EnumMap<>(LeadStatus.Name.class);
    Arrays.stream(LeadStatus.Name.values()).forEach(name -> byStatus.put(name, 0L));
    List<Lead> seen = live().filter(l -> visible.reaches(l.owner())).toList();
    seen.forEach(l -> byStatus.merge(l.status().name(), 1L, Long::sum));
    return new Figures(
        seen.size(),
        byStatus,
        seen.stream().filter(l -> !l.revision().createdAt().isBefore(since)).count(),
        seen.stream().filter(l -> l.owner() == null).count());
  }

  @Override
  public List<TagInUse> tags(Visibility visible, String prefix, int limit) {
    Map<String, List<String>> written = new TreeMap<>();
    live()
        .filter(l -> visible.reaches(l.owner()))
        .flatMap(l -> l.content().tags().all().stream())
        .filter(tag -> tag.key().startsWith(prefix))
        .forEach(tag -> written.computeIfAbsent(tag.key(), k -> new ArrayList<>()).add(tag.text()));
    return written.values().stream()
        .map(texts -> new TagInUse(mostFrequent(texts), texts.size()))
        .sorted(Comparator.comparingLong(TagInUse::leads).reversed())
        .limit(limit)
        .toList();
  }

  @Override
  public List<String> customFieldNames(String prefix, int limit) {
    Map<String, String> written = new TreeMap<>();
    leads.all().stream()
        .sorted(Comparator.comparing(l -> l.revision().createdAt()))
        .flatMap(l -> l.content().customFields().all().stream())
        .filter(field -> field.key().startsWith(prefix))
        .forEach(field -> written.putIfAbsent(field.key(), field.name()));
    return written.values().stream().limit(limit).toList();
  }

  private static String mostFrequent(List<String> texts) {
    return texts.stream()
        .distinct()
        .min(
            Comparator.comparingInt((String text) -> -Collections.frequency(texts, text))
                .thenComparing(Function.identity()))
        .orElseThrow();
  }

  private Stream<Lead> live() {
    return leads.all().stream().filter(l -> !l.revision().isDeleted());
  }

  private List<LeadView> found(ListQuery query, Visibility visible) {
    String search = query.search();
    List<String> fragments =
        search == null
            ? List.of()
            : Arrays.stream(search.strip().split("\\s+")).filter(f -> !f.isEmpty()).toList();
    return leads.all().stream()
        .filter(l -> visible.reaches(l.owner()))
        .filter(l -> MemoryLists.isIn(query.bin(), l.revision(), l.mergedInto() != null))
        .map(this::view)
        .filter(v -> fragments.stream().allMatch(f -> mentions(v, f)))
        .toList();
  }

  private static boolean mentions(LeadView view, String fragment) {
    String wanted = comparable(fragment);
    return Stream.of(
                LeadField.GIVEN_NAME,
                LeadField.FAMILY_NAME,
                LeadField.COMPANY,
                LeadField.EMAIL,
                LeadField.PHONE)
            .map(field -> comparable(Optional.ofNullable(view.get(field)).orElse("")))
            .anyMatch(text -> text.contains(wanted))
        || hasDigits(Optional.ofNullable(view.get(LeadField.PHONE)).orElse(""), fragment);
  }

  private static String comparable(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }

  private static boolean hasDigits(String phone, String fragment) {
    if (!fragment.matches("[0-9+()/.-]*[0-9][0-9+()/.-]*")) {
      return false;
    }
    String digits = fragment.replaceAll("[^0-9]", "");
    return phone
        .replaceAll("[^0-9]", "")
        .contains(digits.startsWith("0") ? digits.substring(1) : digits);
  }

  private LeadView view(Lead lead) {
    UserId owner = lead.owner();
    LeadView view = LeadView.of(lead, owner == null ? null : userNames.apply(owner));
    return scores.find(lead.id()).map(s -> view.scored(s.score(), s.grade())).orElse(view);
  }

  private Outcome<Lead> unlessTaken(Lead lead, Runnable save) {
    LeadId sameEmail = otherHolder(liveEmails, liveEmailKey(lead), lead);
    if (sameEmail != null) {
      String email = String.valueOf(lead.content().profile().email());
      return Outcome.refused(new LeadRefusal.EmailTaken(email, sameEmail.value()));
    }
    LeadId sameId = otherHolder(liveExternalIds, liveExternalKey(lead), lead);
    if (sameId != null) {
      return Outcome.refused(
          new LeadRefusal.ExternalIdTaken(
              String.valueOf(lead.content().externalId()), sameId.value()));
    }
    save.run();
    return Outcome.done(lead);
  }

  private static @Nullable LeadId otherHolder(
      MemoryTable<String, LeadId> table, @Nullable String key, Lead lead) {
    return key == null
        ? null
        : table.find(key).filter(holder -> !holder.equals(lead.id())).orElse(null);
  }

  private void put(@Nullable Lead before, Lead lead) {
    rekey(liveEmails, before == null ? null : liveEmailKey(before), liveEmailKey(lead), lead);
    rekey(
        liveExternalIds,
        before == null ? null : liveExternalKey(before),
        liveExternalKey(lead),
        lead);
    leads.put(lead.id(), lead);
    scores.written(lead);
  }

  private static void rekey(
      MemoryTable<String, LeadId> table,
      @Nullable String oldKey,
      @Nullable String newKey,
      Lead lead) {
    if (oldKey != null) {
      table.remove(oldKey);
    }
    if (newKey != null) {
      table.put(newKey, lead.id());
    }
  }

  private static @Nullable String liveExternalKey(Lead lead) {
    ExternalId externalId = lead.content().externalId();
    return externalId == null || lead.revision().isDeleted() ? null : externalId.key();
  }

  private static @Nullable String liveEmailKey(Lead lead) {
    EmailAddress email = lead.content().profile().email();
    return email == null || lead.revision().isDeleted() ? null : email.key();
  }
}
