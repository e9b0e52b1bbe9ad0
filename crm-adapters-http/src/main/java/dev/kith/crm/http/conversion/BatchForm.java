package dev.kith.crm.http.conversion;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.kith.crm.domain.conversion.DuplicatePolicy;
import dev.kith.crm.domain.pipeline.Pipeline;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Where somebody says how many leads are to be converted.
 *
 * @param leads those that were chosen; empty where a filter says which
 * @param filter as lists know it
 * @param search as lists know it
 * @param count how many leads there are
 * @param sent the form as it was sent, if it was
 */
record BatchForm(
    List<UUID> leads,
    String filter,
    String search,
    long count,
    Map<String, String> sent,
    List<Pipeline> pipelines,
    List<Person> owners,
    Problems problems) {

  BatchForm {
    leads = ImmutableList.copyOf(leads);
    sent = ImmutableMap.copyOf(sent);
    pipelines = ImmutableList.copyOf(pipelines);
    owners = ImmutableList.copyOf(owners);
  }

  boolean is(String field, String value) {
    return value.equals(sent.getOrDefault(field, ""));
  }

  boolean isPolicy(DuplicatePolicy policy) {
    return policy.name().equals(sent.getOrDefault("duplicates", DuplicatePolicy.REVIEW.name()));
  }
}
