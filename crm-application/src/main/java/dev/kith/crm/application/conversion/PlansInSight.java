package dev.kith.crm.application.conversion;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Maps;
import dev.kith.crm.application.account.AccountFields;
import dev.kith.crm.application.contact.ContactFields;
import dev.kith.crm.application.conversion.Conversions.Convert;
import dev.kith.crm.application.conversion.Conversions.Deal;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.application.kernel.HiddenFields;
import dev.kith.crm.application.lead.LeadFields;
import dev.kith.crm.application.opportunity.OpportunityFields;
import dev.kith.crm.domain.access.Actor;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.conversion.ConversionTerms;
import dev.kith.crm.domain.conversion.MappingLine;
import dev.kith.crm.domain.conversion.Part;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.opportunity.OpportunityField;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What would be created, without what is hidden from whoever asks: fields of the new record that
 * are, and those that are filled by hidden fields of the lead. What they write themselves they
 * know.
 */
final class PlansInSight {

  private final Actor actor;
  private final Convert command;
  private final Map<Target, Map<String, String>> seen;

  /**
   * @param anybodys whether anybody can have an address at a domain, so that it tells of no company
   */
  PlansInSight(
      Actor actor, Convert command, ConversionTerms terms, Lead lead, Predicate<String> anybodys) {
    this.actor = actor;
    this.command = command;
    Set<String> hidden = HiddenFields.of(actor, Feature.LEAD, LeadFields::derivedFrom);
    this.seen =
        new ConversionTerms(
                terms.lines().stream()
                    .filter(line -> !hidden.contains(source(line)))
                    .collect(toImmutableList()),
                terms.consent())
            .fill(lead.content(), anybodys);
    if (!hidden.contains("name")) {
      Objects.requireNonNull(seen.get(Target.OPPORTUNITY))
          .putIfAbsent(OpportunityField.NAME.code(), lead.content().profile().displayName());
    }
  }

  /** As roles name what they hide. */
  private static String source(MappingLine line) {
    return line.from().equals(MappingLine.DISPLAY_NAME)
        ? "name"
        : line.from().startsWith(MappingLine.CUSTOM) ? "customFields" : line.from();
  }

  List<Planned> of(List<Planned> parts) {
    return actor.grants().maskedFields().isEmpty()
        ? parts
        : parts.stream()
            .map(part -> part.how() == Part.How.CREATED ? shown(part) : part)
            .collect(toImmutableList());
  }

  private Planned shown(Planned part) {
    Target target = part.target();
    Set<String> hidden = hidden(target);
    Map<String, String> written = written(target);
    Map<String, String> filled = seen.getOrDefault(target, Map.of());
    Map<String, String> fields =
        Maps.filterEntries(
            part.fields(),
            field ->
                written.containsKey(field.getKey())
                    || (!hidden.contains(field.getKey())
                        && field.getValue().equals(filled.get(field.getKey()))));
    return new Planned(
        target,
        part.how(),
        part.id(),
        Planning.name(target, fields).equals(part.name()) ? part.name() : HiddenFields.MARK,
        ImmutableMap.copyOf(fields));
  }

  private Map<String, String> written(Target target) {
    Deal deal = command.opportunity();
    return switch (target) {
      case ACCOUNT -> command.account().fields();
      case CONTACT -> command.contact().fields();
      case OPPORTUNITY -> deal == null ? Map.of() : deal.fields();
    };
  }

  private Set<String> hidden(Target target) {
    return HiddenFields.of(
        actor,
        target.feature(),
        field ->
            switch (target) {
              case ACCOUNT -> AccountFields.derivedFrom(field);
              case CONTACT -> ContactFields.derivedFrom(field);
              case OPPORTUNITY -> OpportunityFields.derivedFrom(field);
            });
  }
}
