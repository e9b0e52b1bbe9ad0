package dev.kith.crm.http.account;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.kith.crm.application.account.AccountQueries.Hierarchy;
import dev.kith.crm.application.account.AccountQueries.Relative;
import dev.kith.crm.application.account.AccountView;
import dev.kith.crm.application.contact.ContactView;
import dev.kith.crm.application.lead.LeadView;
import dev.kith.crm.application.opportunity.OpportunityView;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.account.AccountField;
import dev.kith.crm.domain.account.AccountId;
import dev.kith.crm.http.assignment.Sharing;
import dev.kith.crm.http.conversion.Origins;
import dev.kith.crm.http.pages.EntryWords;
import dev.kith.crm.http.pages.Person;
import dev.kith.crm.http.pages.Problems;
import dev.kith.crm.http.relationship.TargetPeople;
import dev.kith.crm.http.task.RelatedTasks;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An account with what is around it.
 *
 * @param reachable what the person may do with this very account
 * @param origins from which leads it came
 * @param tasks null for somebody who may not see tasks
 * @param people who has a role for it; null where it went away meanwhile
 * @param contacts who works there, the first of them; null for somebody who may not see contacts
 * @param leads people at its domains, or of its name; null for somebody who may not see leads
 * @param opportunities with it, the newest first; null for somebody who may not see any
 * @param stages null for somebody who may not see stages
 * @param problems what kept the last action from being done
 */
record AccountPage(
    Hierarchy hierarchy,
    Set<Action> reachable,
    List<Person> owners,
    Sharing sharing,
    Origins origins,
    @Nullable RelatedTasks tasks,
    @Nullable TargetPeople people,
    @Nullable List<ContactView> contacts,
    @Nullable List<LeadView> leads,
    @Nullable List<OpportunityView> opportunities,
    @Nullable AccountStages stages,
    List<EntryWords> history,
    String note,
    Problems problems) {

  AccountPage {
    reachable = ImmutableSet.copyOf(reachable);
    owners = ImmutableList.copyOf(owners);
    contacts = contacts == null ? null : ImmutableList.copyOf(contacts);
    leads = leads == null ? null : ImmutableList.copyOf(leads);
    opportunities = opportunities == null ? null : ImmutableList.copyOf(opportunities);
    history = ImmutableList.copyOf(history);
  }

  /** A field and what it says. */
  record Fact(AccountField field, String text) {}

  AccountView account() {
    return hierarchy.account();
  }

  boolean may(Action action) {
    return reachable.contains(action);
  }

  boolean isDeleted() {
    return account().revision().isDeleted();
  }

  boolean isChangeable() {
    return !isDeleted() && may(Action.EDIT);
  }

  List<Fact> facts() {
    return Stream.of(
            AccountField.WEBSITE,
            AccountField.PHONE,
            AccountField.INDUSTRY,
            AccountField.EMPLOYEES,
            AccountField.ANNUAL_REVENUE,
            AccountField.TAX_NUMBER,
            AccountField.EXTERNAL_ID)
        .flatMap(field -> {
          String text = AccountWords.value(account(), field);
          return text == null ? Stream.empty() : Stream.of(new Fact(field, text));
        })
        .toList();
  }

  List<String> domains() {
    List<String> domains = account().domains();
    return domains == null ? List.of() : domains;
  }

  /** What belongs straight to an account of the hierarchy. */
  List<Relative> childrenOf(AccountId parent) {
    return hierarchy.below().stream().filter(r -> parent.equals(r.parent())).toList();
  }

  boolean standsAlone() {
    return hierarchy.above().isEmpty() && hierarchy.below().isEmpty();
  }

  /** Where all leads are listed of which some are shown. */
  String leadsHref() {
    return AccountPages.leadsHref(account());
  }
}
