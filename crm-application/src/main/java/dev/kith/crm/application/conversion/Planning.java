package dev.kith.crm.application.conversion;

import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.conversion.ConversionFeature.Parties;
import dev.kith.crm.application.conversion.Conversions.Choice;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.RelatedRecords;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Permission;
import dev.kith.crm.domain.access.UserId;
import dev.kith.crm.domain.account.AccountDraft;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactDraft;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.contact.ContactId;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.opportunity.OpportunityDraft;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Works out what is to become of one lead, and everything that is in the way. */
final class Planning {

  private static final String FIELDS = "fields";

  private final Kernel kernel;
  private final Context context;
  private final Parties parties;
  private final Convert command;
  private final DuplicatePolicy duplicates;
  private final List<Planned> parts = new ArrayList<>();
  private final List<Violation> problems = new ArrayList<>();
  private final List<Candidate> candidates = new ArrayList<>();
  private final List<Candidate> asked = new ArrayList<>();
  private final List<Permission> lacking = new ArrayList<>();

  Planning(
      Kernel kernel,
      Context context,
      Parties parties,
      Convert command,
      DuplicatePolicy duplicates) {
    this.duplicates = duplicates;
    this.kernel = kernel;
    this.context = context;
    this.parties = parties;
    this.command = command;
  }

  Plan of(Lead lead, ConversionTerms terms) {
    problems.addAll(terms.obstacles(lead));
    owner(lead);
    Map<Target, Map<String, String>> filled = terms.fill(lead.content(), parties::isAnybodys);
    // The contact first: where it is known, so is where the person works.
    Optional<Planned> contact =
        party(Target.CONTACT, command.contact(), fields(Target.CONTACT, filled), null);
    party(
            Target.ACCOUNT,
            command.account(),
            fields(Target.ACCOUNT, filled),
            contact.map(this::employer).orElse(null))
        .ifPresent(account -> parts.addFirst(account));
    contact.ifPresent(parts::add);
    Deal deal = command.opportunity();
    if (deal != null) {
      opportunity(merged(Target.OPPORTUNITY, filled, deal.fields()), lead);
      role(deal, contact.isPresent(), lead);
    }
    if (parts.stream().noneMatch(part -> part.target() != Target.OPPORTUNITY)
        && problems.isEmpty()) {
      problems.add(
          new Violation(
              "", "required-missing", "A lead becomes an account or a contact, at least."));
    }
    List<Candidate> sorted = candidates.stream().sorted(Candidate.LIKELIEST_FIRST).toList();
    boolean decided =
        command.resolution() != null
            && command.resolution().equals(Plan.resolution(lead.id(), sorted));
    return new Plan(lead.id(), parts, lacking, problems, sorted, decided ? List.of() : asked);
  }

  /** Whose will be what is created: whoever is named, else the owner of the lead. */
  private void owner(Lead lead) {
    UserId owner = ownerOf(lead, command);
    if (owner != null && !owner.equals(context.actor().id()) && !parties.owners().canOwn(owner)) {
      problems.add(
          Violation.at(
              "owner", "owner-inactive", "The owner is no active user; name somebody else."));
    }
  }

  static @Nullable UserId ownerOf(Lead lead, Convert command) {
    return command.owner() == null ? lead.owner() : command.owner();
  }

  private Map<String, String> fields(Target target, Map<Target, Map<String, String>> filled) {
    Choice choice = target == Target.ACCOUNT ? command.account() : command.contact();
    return merged(target, filled, choice.fields());
  }

  /** What the mapping fills, and what somebody wrote in its place. */
  private Map<String, String> merged(
      Target target, Map<Target, Map<String, String>> filled, Map<String, String> written) {
    Map<String, String> fields = new LinkedHashMap<>(filled.getOrDefault(target, Map.of()));
    written.forEach((field, text) -> {
      if (!isWritable(target, field)) {
        problems.add(
            Violation.at(
                target.code() + "/" + FIELDS + "/" + field,
                "unknown-field",
                "There is no field " + field + " to be filled."));
      } else if (text.isBlank()) {
        fields.remove(field);
      } else {
        fields.put(field, text);
      }
    });
    return fields;
  }

  private static boolean isWritable(Target target, String field) {
    return switch (target) {
      case ACCOUNT ->
          AccountField.named(field).filter(known -> known != AccountField.PARENT).isPresent();
      case CONTACT ->
          ContactField.named(field).filter(known -> known != ContactField.ACCOUNT).isPresent();
      case OPPORTUNITY ->
          OpportunityField.named(field)
              .filter(known -> known != OpportunityField.ACCOUNT)
              .isPresent();
    };
  }

  /**
   * @param hint the record that follows from another part, where none is certain by itself
   */
  private Optional<Planned> party(
      Target target, Choice choice, Map<String, String> fields, @Nullable UUID hint) {
    return switch (choice.way()) {
      case NONE -> Optional.empty();
      case LINK -> linked(target, choice.id());
      case MATCH -> matched(target, fields, hint);
      case CREATE -> {
        List<Candidate> found = candidates(target, fields);
        asked.addAll(found);
        yield created(target, fields);
      }
    };
  }

  private Optional<Planned> linked(Target target, @Nullable UUID id) {
    if (id == null) {
      problems.add(
          Violation.at(
              target.code() + "/id", "required-missing", "Say which one is to be linked."));
      return Optional.empty();
    }
    Optional<Planned> existing = existing(target, Part.How.LINKED, id);
    if (existing.isEmpty()) {
      problems.add(
          Violation.at(
              target.code() + "/id", "not-found", "There is no such " + target.code() + "."));
    }
    return existing;
  }

  private Optional<Planned> existing(Target target, Part.How how, UUID id) {
    return parties.related(target).named(List.of(id), context).stream()
        .filter(RelatedRecords.Named::live)
        .findFirst()
        .map(named -> new Planned(target, how, id, named.name(), Map.of()));
  }

  private Optional<Planned> matched(
      Target target, Map<String, String> fields, @Nullable UUID hint) {
    List<Candidate> found = candidates(target, fields);
    List<Candidate> certain = found.stream().filter(Candidate::certain).toList();
    if (duplicates == DuplicatePolicy.REVIEW) {
      asked.addAll(found);
    }
    if (certain.size() == 1) {
      Candidate only = certain.getFirst();
      return Optional.of(new Planned(target, Part.How.MATCHED, only.id(), only.name(), Map.of()));
    }
    Optional<Planned> hinted =
        hint == null ? Optional.empty() : existing(target, Part.How.MATCHED, hint);
    if (hinted.isPresent()) {
      return hinted;
    }
    if (duplicates == DuplicatePolicy.LINK) {
      asked.addAll(found);
    }
    return found.isEmpty() && isUntold(target, fields) ? Optional.empty() : created(target, fields);
  }

  /** Whether the lead tells of no company, or of no person. */
  private static boolean isUntold(Target target, Map<String, String> fields) {
    return target == Target.ACCOUNT
        ? !fields.containsKey(AccountField.NAME.code())
        : !fields.containsKey(ContactField.GIVEN_NAME.code())
            && !fields.containsKey(ContactField.FAMILY_NAME.code())
            && !fields.containsKey(ContactField.EMAILS.code())
            && !fields.containsKey(ContactField.PHONES.code());
  }

  private List<Candidate> candidates(Target target, Map<String, String> fields) {
    Candidates finding = new Candidates(kernel, context, parties);
    List<Candidate> found =
        target == Target.ACCOUNT
            ? finding.accounts(fields, parties.related(target))
            : finding.contacts(fields, parties.related(target));
    candidates.addAll(found);
    return found;
  }

  private Optional<Planned> created(Target target, Map<String, String> fields) {
    allowed(target);
    List<Violation> wrong =
        target == Target.ACCOUNT
            ? parties.accounts().accounts(context).problemsOf(account(fields))
            : parties.people().people(context).problemsOf(contact(fields));
    told(target, wrong);
    return Optional.of(
        new Planned(
            target, Part.How.CREATED, null, name(target, fields), ImmutableMap.copyOf(fields)));
  }

  private void opportunity(Map<String, String> fields, Lead lead) {
    allowed(Target.OPPORTUNITY);
    fields.putIfAbsent(OpportunityField.NAME.code(), lead.content().profile().displayName());
    told(
        Target.OPPORTUNITY,
        parties.opportunities().opportunities(context).problemsOf(opportunity(fields)));
    parts.add(
        new Planned(
            Target.OPPORTUNITY,
            Part.How.CREATED,
            null,
            name(Target.OPPORTUNITY, fields),
            ImmutableMap.copyOf(fields)));
  }

  private void role(Deal deal, boolean contact, Lead lead) {
    FirstRole first = new FirstRole(kernel, context, parties);
    first.problem(deal, contact).ifPresent(problems::add);
    if (deal.contactRole() != null && !first.isAllowed(ownerOf(lead, command))) {
      lacking.add(new Permission(Target.OPPORTUNITY.feature(), Action.EDIT));
    }
  }

  private void allowed(Target target) {
    Permission create = new Permission(target.feature(), Action.CREATE);
    if (!context.actor().may(create)) {
      lacking.add(create);
    }
  }

  private void told(Target target, List<Violation> wrong) {
    wrong.stream()
        .map(violation -> violation.below(target.code() + "/" + FIELDS))
        .map(violation ->
            violation.code().equals("required")
                ? new Violation(violation.pointer(), "required-missing", violation.message())
                : violation)
        .forEach(problems::add);
  }

  /** Where the contact works that is there already. */
  private @Nullable UUID employer(Planned contact) {
    return Optional.ofNullable(contact.id())
        .flatMap(id -> kernel.storage().people().find(new ContactId(id)))
        .map(found -> found.content().account())
        .map(account -> account.value())
        .orElse(null);
  }

  /** How a record with these fields is called. */
  static String name(Target target, Map<String, String> fields) {
    return switch (target) {
      case ACCOUNT -> fields.getOrDefault(AccountField.NAME.code(), "");
      case CONTACT ->
          Stream.of(ContactField.GIVEN_NAME, ContactField.FAMILY_NAME)
              .map(field -> fields.getOrDefault(field.code(), ""))
              .filter(part -> !part.isEmpty())
              .collect(Collectors.joining(" "));
      case OPPORTUNITY -> fields.getOrDefault(OpportunityField.NAME.code(), "");
    };
  }

  static AccountDraft account(Map<String, String> fields) {
    return new AccountDraft(byField(fields, code -> AccountField.named(code).orElseThrow()));
  }

  static ContactDraft contact(Map<String, String> fields) {
    return new ContactDraft(byField(fields, code -> ContactField.named(code).orElseThrow()));
  }

  static OpportunityDraft opportunity(Map<String, String> fields) {
    return new OpportunityDraft(
        byField(fields, code -> OpportunityField.named(code).orElseThrow()));
  }

  private static <F> Map<F, String> byField(Map<String, String> fields, Function<String, F> field) {
    Map<F, String> typed = new LinkedHashMap<>();
    fields.forEach((code, text) -> typed.put(field.apply(code), text));
    return typed;
  }
}
