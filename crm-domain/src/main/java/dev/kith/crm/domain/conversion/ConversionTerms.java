package dev.kith.crm.domain.conversion;

import com.google.common.collect.ImmutableList;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.contact.ContactField;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadContent;
import dev.kith.crm.domain.lead.LeadField;
import dev.kith.crm.domain.lead.LeadStatus;
import dev.kith.crm.domain.opportunity.OpportunityField;
import dev.kith.crm.domain.shared.Checks;
import dev.kith.crm.domain.shared.EmailAddress;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.Violation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which field of a lead fills which field of what it becomes, and what it must have agreed to.
 *
 * @param lines of several for one field, the first that has a value fills it
 */
public record ConversionTerms(List<MappingLine> lines, ConsentPolicy consent) {

  public static final int MOST_LINES = 200;

  public ConversionTerms {
    lines = ImmutableList.copyOf(lines);
  }

  /** What can stand on the left of a line; custom fields besides. */
  public static List<String> sources() {
    return ImmutableList.<String>builder()
        .add(MappingLine.DISPLAY_NAME)
        .addAll(
            Arrays.stream(LeadField.values())
                .filter(field -> FieldKind.of(field).isPresent())
                .map(LeadField::code)
                .toList())
        .build();
  }

  /** What can stand on the right of a line. */
  public static List<String> targets() {
    ImmutableList.Builder<String> targets = ImmutableList.builder();
    add(targets, Target.ACCOUNT, Arrays.stream(AccountField.values()).map(AccountField::code));
    add(targets, Target.CONTACT, Arrays.stream(ContactField.values()).map(ContactField::code));
    add(
        targets,
        Target.OPPORTUNITY,
        Arrays.stream(OpportunityField.values()).map(OpportunityField::code));
    return targets.build();
  }

  private static void add(
      ImmutableList.Builder<String> targets, Target target, Stream<String> fields) {
    fields
        .filter(field -> FieldKind.of(target, field).orElseThrow() != FieldKind.RECORD)
        .forEach(field -> targets.add(target.code() + "." + field));
  }

  /** The terms, or every line that cannot work. */
  public Outcome<ConversionTerms> sound() {
    Checks checks = new Checks();
    if (lines.size() > MOST_LINES) {
      checks.add("lines", "too-many", "A mapping has at most " + MOST_LINES + " lines.");
    }
    Set<MappingLine> seen = new HashSet<>();
    for (int i = 0; i < lines.size(); i++) {
      MappingLine line = lines.get(i);
      String at = "lines/" + i;
      if (!seen.add(line)) {
        checks.add(at, "twice", "This stands there already.");
      }
      FieldKind from = line.sourceKind().orElse(null);
      FieldKind to = line.targetKind().orElse(null);
      if (from == null) {
        checks.add(
            at + "/from", "unknown-field", "A lead has no field " + line.from() + " to be mapped.");
      }
      if (to == null) {
        checks.add(at + "/to", "unknown-field", "There is no field " + line.to() + ".");
      } else if (to == FieldKind.RECORD) {
        checks.add(
            at + "/to", "record-not-mapped", "Which record stands there is said when converting.");
      } else if (from != null && !to.accepts(from)) {
        checks.add(
            at,
            "type-mismatch",
            "What stands in " + line.from() + " cannot be put into " + line.to() + ".");
      }
    }
    return checks.orRefuse(() -> this);
  }

  /**
   * What the lead fills, by what it becomes and the code of the field.
   *
   * @param anybodys whether anybody can have an address at a domain, so that it tells of no company
   */
  public Map<Target, Map<String, String>> fill(LeadContent lead, Predicate<String> anybodys) {
    Map<Target, Map<String, String>> filled = new EnumMap<>(Target.class);
    for (Target target : Target.values()) {
      filled.put(target, new LinkedHashMap<>());
    }
    for (MappingLine line : lines) {
      String value = line.valueOf(lead);
      Target target = line.target().orElse(null);
      if (value == null || target == null) {
        continue;
      }
      boolean domain =
          line.targetKind().filter(kind -> kind == FieldKind.DOMAINS).isPresent()
              && line.sourceKind().filter(kind -> kind == FieldKind.EMAIL).isPresent();
      String text = domain ? domainOf(value) : value;
      if (!text.isEmpty() && !(domain && anybodys.test(text))) {
        filled.getOrDefault(target, Map.of()).putIfAbsent(line.field(), text);
      }
    }
    return filled;
  }

  private static String domainOf(String email) {
    return switch (EmailAddress.parse(email)) {
      case Outcome.Done<EmailAddress>(var address) -> address.asciiDomain();
      case Outcome.Refused<EmailAddress> none -> "";
    };
  }

  /** What keeps the lead itself from being converted. */
  public List<Violation> obstacles(Lead lead) {
    List<Violation> obstacles = new ArrayList<>();
    if (!(lead.status() instanceof LeadStatus.Qualified)) {
      obstacles.add(
          new Violation(
              "", "qualification-gate", "Only a qualified lead is converted; qualify it first."));
    }
    if (!consent.isFulfilledBy(lead.content().consent())) {
      obstacles.add(
          new Violation(
              "",
              "consent-missing",
              "The lead has not agreed to be contacted as is needed before it is converted."));
    }
    return obstacles;
  }
}
