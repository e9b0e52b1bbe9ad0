package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.application.conversion.Conversions.Planned;
import dev.kith.crm.application.conversion.Conversions.Preview;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.domain.conversion.Candidate;
import dev.kith.crm.domain.conversion.Target;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.domain.relationship.ContactRole;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to make of a lead, and what that would do.
 *
 * @param values what is written in the form, by the names of its fields
 * @param preview null where it could not be worked out
 * @param owners to whom the person may give it; empty if to nobody else
 * @param roles that a contact can have for an opportunity
 */
record ConvertForm(
    LeadView lead,
    Map<String, String> values,
    @Nullable Preview preview,
    List<Pipeline> pipelines,
    List<Person> owners,
    List<ContactRole> roles,
    Problems problems) {

  static final String OTHER = "OTHER";

  ConvertForm {
    values = ImmutableMap.copyOf(values);
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
    roles = ImmutableList.copyOf(roles);
  }

  String value(String field) {
    return values.getOrDefault(field, "");
  }

  boolean is(String field, String value) {
    return value(field).equals(value);
  }

  /** How to come to an account or contact: what is chosen, else the usual. */
  boolean chosen(Target target, String way) {
    return values.getOrDefault(target.code(), "MATCH").equals(way);
  }

  boolean opens() {
    return is("open", "yes");
  }

  List<Candidate> candidates(Target target) {
    return preview == null
        ? List.of()
        : preview.candidates().stream().filter(c -> c.target() == target).toList();
  }

  List<Planned> planned() {
    return preview == null ? List.of() : preview.parts();
  }

  boolean canBeDone() {
    return preview != null && preview.problems().isEmpty();
  }

  /** Whether somebody has to decide on candidates. */
  boolean asks() {
    return preview != null
        && preview.resolution() != null
        && preview.problems().stream().anyMatch(p -> p.code().equals("duplicate-candidates"));
  }

  boolean confirmed() {
    return preview != null && value("resolution").equals(preview.resolution());
  }
}
