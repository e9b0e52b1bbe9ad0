package dev.kith.crm.application.conversion;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.application.list.Filter;
import dev.kith.crm.application.list.ListQuery;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.Visibility;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.intake.company.CompanyLikeness;
import dev.kith.crm.domain.intake.company.CompanyName;
import dev.kith.crm.domain.intake.duplicates.DuplicateMatcher;
import dev.kith.crm.domain.intake.duplicates.Fingerprint;
import dev.kith.crm.domain.intake.duplicates.MatchDecision;
import dev.kith.crm.domain.intake.duplicates.MatchReason;
import dev.kith.crm.domain.intake.duplicates.MatchScore;
import dev.kith.crm.domain.intake.duplicates.MatchSubject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds records that may be what a lead would become, among those that the actor may see. */
final class Candidates {

  /** So many of one kind are told of. */
  private static final int MOST = 10;

  private static final int LOOKED_AT = 100;
  private static final int SHORTEST_FRAGMENT = 3;
  private static final Splitter WORDS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf(",;"))).omitEmptyStrings();

  private final Kernel kernel;
  private final Context context;

  Candidates(Kernel kernel, Context context) {
    this.kernel = kernel;
    this.context = context;
  }

  /** A record that looks alike, before it is known how the actor calls it. */
  private record Alike(UUID id, int score, boolean certain, List<String> reasons) {}

  /**
   * Accounts that have one of the domains, or a name that may be the same.
   *
   * @param fields of the account that would be created
   */
  List<Candidate> accounts(Map<String, String> fields, RelatedRecords known) {
    List<String> domains = WORDS.splitToList(text(fields, AccountField.DOMAINS.code()));
    String name = text(fields, AccountField.NAME.code());
    Map<UUID, AccountView> found = new LinkedHashMap<>();
    Visibility visible = visible(Target.ACCOUNT);
    ListQuery all = ListQuery.all(AccountFields.CATALOGUE).limitedTo(LOOKED_AT);
    if (!domains.isEmpty()) {
      accounts(all.where(in(AccountField.DOMAINS.code(), domains)), visible, found);
    }
    if (!name.isBlank()) {
      String word =
          WORDS
              .splitToStream(CompanyName.read(name, null).name())
              .max(Comparator.comparingInt(String::length))
              .orElse(name);
      accounts(
          word.length() < SHORTEST_FRAGMENT
              ? all.where(
                  new Filter.Compare(
                      AccountField.NAME.code(), Filter.Op.STARTS_WITH, List.of(name.strip())))
              : all.searching(word),
          visible,
          found);
    }
    return named(
        Target.ACCOUNT,
        found.values().stream().flatMap(account -> alike(account, domains, name).stream()).toList(),
        known);
  }

  private void accounts(ListQuery query, Visibility visible, Map<UUID, AccountView> into) {
    kernel
        .storage()
        .accountReads()
        .page(query, visible)
        .items()
        .forEach(account -> into.put(account.id().value(), account));
  }

  private static List<Alike> alike(AccountView account, List<String> domains, String name) {
    boolean sameDomain =
        Objects.requireNonNullElse(account.domains(), List.<String>of()).stream()
            .anyMatch(has -> domains.stream().anyMatch(has::equalsIgnoreCase));
    double likeness =
        name.isBlank()
            ? 0
            : CompanyName.read(name, null)
                .likenessTo(CompanyName.read(account.displayName(), null))
                .score();
    boolean sameName = likeness >= CompanyLikeness.SAME;
    ImmutableList.Builder<String> reasons = ImmutableList.builder();
    if (sameDomain) {
      reasons.add(AccountField.DOMAINS.code());
    }
    if (sameName) {
      reasons.add(AccountField.NAME.code());
    }
    int score = sameDomain ? 100 : (int) Math.round(Math.min(likeness, 0.99) * 100);
    return sameDomain || sameName
        ? List.of(new Alike(account.id().value(), score, sameDomain, reasons.build()))
        : List.of();
  }

  /**
   * Contacts that look like the same person.
   *
   * @param fields of the contact that would be created
   */
  List<Candidate> contacts(Map<String, String> fields, RelatedRecords known) {
    List<String> emails = values(fields, ContactField.EMAILS);
    List<String> phones = values(fields, ContactField.PHONES);
    String name =
        (text(fields, ContactField.GIVEN_NAME.code())
                + " "
                + text(fields, ContactField.FAMILY_NAME.code()))
            .strip();
    Map<UUID, ContactView> found = new LinkedHashMap<>();
    ListQuery all = ListQuery.all(ContactFields.CATALOGUE).limitedTo(LOOKED_AT);
    if (!emails.isEmpty()) {
      contacts(all.where(in(ContactField.EMAILS.code(), emails)), found);
    }
    if (!phones.isEmpty()) {
      contacts(all.where(in(ContactField.PHONES.code(), phones)), found);
    }
    if (!name.isEmpty()) {
      contacts(all.where(new Filter.Compare("name", Filter.Op.EQ, List.of(name))), found);
    }
    Fingerprint wanted =
        Fingerprint.of(subject(fields, emails.isEmpty() ? null : emails.getFirst(), first(phones)));
    DuplicateMatcher matcher =
        DuplicateMatcher.standard()
            .deciding(kernel.storage().duplicateThresholds().thresholds().settings());
    return named(
        Target.CONTACT,
        found.values().stream()
            .flatMap(contact -> alike(contact, wanted, emails, matcher).stream())
            .toList(),
        known);
  }

  private void contacts(ListQuery query, Map<UUID, ContactView> into) {
    kernel
        .storage()
        .contactReads()
        .page(query, visible(Target.CONTACT), visible(Target.ACCOUNT))
        .items()
        .forEach(contact -> into.put(contact.id().value(), contact));
  }

  private static List<Alike> alike(
      ContactView contact, Fingerprint wanted, List<String> emails, DuplicateMatcher matcher) {
    List<String> theirs = contact.emails().stream().map(ChannelLine::value).toList();
    String shared =
        theirs.stream()
            .filter(has -> emails.stream().anyMatch(has::equalsIgnoreCase))
            .findFirst()
            .orElse(contact.email());
    Map<String, String> values = new LinkedHashMap<>();
    contact.values().forEach((field, value) -> values.put(field.code(), value));
    MatchScore score =
        matcher.compare(wanted, Fingerprint.of(subject(values, shared, contact.phone())));
    String primary = contact.email();
    boolean certain = primary != null && emails.stream().anyMatch(primary::equalsIgnoreCase);
    return certain || score.decision() != MatchDecision.NONE
        ? List.of(
            new Alike(
                contact.id().value(),
                score.percent(),
                certain,
                score.reasons().stream()
                    .filter(reason -> reason.weight() > 0)
                    .map(MatchReason::field)
                    .distinct()
                    .toList()))
        : List.of();
  }

  private static MatchSubject subject(
      Map<String, String> fields, @Nullable String email, @Nullable String phone) {
    return MatchSubject.builder()
        .givenName(fields.get(ContactField.GIVEN_NAME.code()))
        .familyName(fields.get(ContactField.FAMILY_NAME.code()))
        .email(email)
        .phone(phone)
        .street(fields.get(ContactField.STREET.code()))
        .postalCode(fields.get(ContactField.POSTAL_CODE.code()))
        .city(fields.get(ContactField.CITY.code()))
        .region(fields.get(ContactField.REGION.code()))
        .country(fields.get(ContactField.COUNTRY.code()))
        .build();
  }

  /** By the names that the actor knows them by; why is not told where fields are hidden. */
  private List<Candidate> named(Target target, List<Alike> alike, RelatedRecords known) {
    Map<UUID, RelatedRecords.Named> names =
        known.byId(alike.stream().map(Alike::id).toList(), context);
    boolean hides = !context.actor().grants().maskedFieldsOf(target.feature()).isEmpty();
    List<Candidate> candidates = new ArrayList<>();
    for (Alike one : alike) {
      RelatedRecords.Named name = names.get(one.id());
      if (name != null && name.live()) {
        candidates.add(
            new Candidate(
                target,
                one.id(),
                name.name(),
                one.score(),
                one.certain(),
                hides ? List.of() : one.reasons()));
      }
    }
    return candidates.stream().sorted(Candidate.LIKELIEST_FIRST).limit(MOST).toList();
  }

  private Visibility visible(Target target) {
    return Visibility.of(context.actor(), new Permission(target.feature(), Action.VIEW));
  }

  private static Filter in(String field, Collection<String> values) {
    return new Filter.Compare(field, Filter.Op.IN, List.copyOf(values));
  }

  private static List<String> values(Map<String, String> fields, ContactField field) {
    return ChannelLine.read(fields.get(field.code())).stream().map(ChannelLine::value).toList();
  }

  private static @Nullable String first(List<String> values) {
    return values.isEmpty() ? null : values.getFirst();
  }

  private static String text(Map<String, String> fields, String field) {
    return fields.getOrDefault(field, "");
  }
}
