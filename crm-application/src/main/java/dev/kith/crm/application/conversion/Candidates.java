package dev.kith.crm.application.conversion;

import com.google.common.base.CharMatcher;
import com.google.common.base.Splitter;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.kith.crm.application.account.AccountStore;
import dev.kith.crm.application.contact.ContactStore;
import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.intake.duplicates.DuplicateCheck;
import dev.kith.crm.application.intake.duplicates.RecordDuplicates;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ChannelLine;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.InternetDomain;
import dev.kith.crm.domain.shared.Outcome;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Finds records that may be what a lead would become, among those that the actor may see: what has
 * something that only one record can have, which is certain, and what the check for duplicates
 * finds.
 */
final class Candidates {

  /** So many of one kind are told of. */
  private static final int MOST = 10;

  private static final Splitter WORDS =
      Splitter.on(CharMatcher.whitespace().or(CharMatcher.anyOf(",;"))).omitEmptyStrings();

  private final Context context;
  private final RecordDuplicates duplicates;
  private final AccountStore accounts;
  private final ContactStore people;

  Candidates(Kernel kernel, Context context, Parties parties) {
    this.context = context;
    this.duplicates = parties.duplicates().records(context);
    this.accounts = kernel.storage().accounts();
    this.people = kernel.storage().people();
  }

  /**
   * Accounts that have one of the domains, or look alike. Of those that appear in the meantime none
   * is only alike: what is certain is looked for last.
   */
  List<Candidate> accounts(Map<String, String> fields, RelatedRecords known) {
    List<DuplicateCheck.Match> alike =
        matches(duplicates.whileWriting(Planning.account(fields), null));
    List<String> domains =
        WORDS
            .splitToStream(fields.getOrDefault(AccountField.DOMAINS.code(), ""))
            .flatMap(text -> good(InternetDomain.parse(text)))
            .map(InternetDomain::name)
            .toList();
    List<UUID> certain =
        domains.isEmpty()
            ? List.of()
            : accounts.holding(List.of(), domains).stream().map(a -> a.id().value()).toList();
    return candidates(Target.ACCOUNT, certain, AccountField.DOMAINS.code(), alike, known);
  }

  /**
   * Contacts whose main address it is, or who look like the same person; in the order of {@link
   * #accounts}.
   */
  List<Candidate> contacts(Map<String, String> fields, RelatedRecords known) {
    List<DuplicateCheck.Match> alike =
        matches(duplicates.whileWriting(Planning.contact(fields), null));
    List<String> emails =
        ChannelLine.read(fields.get(ContactField.EMAILS.code())).stream()
            .flatMap(line -> good(EmailAddress.parse(line.value())))
            .map(EmailAddress::key)
            .toList();
    List<UUID> certain =
        emails.isEmpty()
            ? List.of()
            : people.holding(List.of(), emails).stream().map(c -> c.id().value()).toList();
    return candidates(Target.CONTACT, certain, ContactField.EMAILS.code(), alike, known);
  }

  private static <T> Stream<T> good(Outcome<T> read) {
    return read instanceof Outcome.Done<T>(T value) ? Stream.of(value) : Stream.empty();
  }

  private static List<DuplicateCheck.Match> matches(Outcome<DuplicateCheck> checked) {
    return good(checked).flatMap(found -> found.matches().stream()).toList();
  }

  /**
   * With the names by which the actor knows them; why is not told where fields are hidden.
   *
   * @param unique the field by which the certain ones are found
   */
  private List<Candidate> candidates(
      Target target,
      List<UUID> certain,
      String unique,
      List<DuplicateCheck.Match> alike,
      RelatedRecords known) {
    Map<UUID, Integer> scores = new LinkedHashMap<>();
    SetMultimap<UUID, String> reasons = LinkedHashMultimap.create();
    for (UUID id : certain) {
      scores.put(id, 100);
      reasons.put(id, unique);
    }
    for (DuplicateCheck.Match match : alike) {
      scores.putIfAbsent(match.id(), match.score());
      match.reasons().stream()
          .filter(reason -> reason.weight() > 0)
          .forEach(reason -> reasons.put(match.id(), field(target, reason.field())));
    }
    boolean hides = !context.actor().grants().maskedFieldsOf(target.feature()).isEmpty();
    return known.byId(scores.keySet(), context).values().stream()
        .filter(RelatedRecords.Named::live)
        .map(record ->
            new Candidate(
                target,
                record.id(),
                record.name(),
                Objects.requireNonNull(scores.get(record.id())),
                certain.contains(record.id()),
                hides ? List.of() : List.copyOf(reasons.get(record.id()))))
        .sorted(Candidate.LIKELIEST_FIRST)
        .limit(MOST)
        .toList();
  }

  /** As the records call what the matcher compares. */
  private static String field(Target target, String compared) {
    return switch (compared) {
      case "company" ->
          target == Target.ACCOUNT ? AccountField.NAME.code() : ContactField.ACCOUNT.code();
      case "domain" -> AccountField.DOMAINS.code();
      case "email" -> ContactField.EMAILS.code();
      case "phone" ->
          target == Target.ACCOUNT ? AccountField.PHONE.code() : ContactField.PHONES.code();
      default -> compared;
    };
  }
}
