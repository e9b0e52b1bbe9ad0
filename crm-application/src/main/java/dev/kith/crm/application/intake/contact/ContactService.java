package dev.kith.crm.application.intake.contact;

import static com.google.common.collect.ImmutableSet.toImmutableSet;

import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Maps;
import com.google.common.collect.Multimaps;
import dev.kith.crm.application.kernel.Changes;
import dev.kith.crm.application.kernel.Context;
import dev.kith.crm.application.kernel.Kernel;
import dev.kith.crm.application.kernel.Permits;
import dev.kith.crm.application.lead.LeadReach;
import dev.kith.crm.application.lead.PhoneNumbers;
import dev.kith.crm.domain.access.Action;
import dev.kith.crm.domain.access.Feature;
import dev.kith.crm.domain.intake.consent.Channel;
import dev.kith.crm.domain.intake.consent.Consent;
import dev.kith.crm.domain.intake.consent.ConsentHistory;
import dev.kith.crm.domain.intake.consent.ConsentLedger;
import dev.kith.crm.domain.intake.consent.Purpose;
import dev.kith.crm.domain.intake.contact.ContactDecision;
import dev.kith.crm.domain.intake.contact.ContactFacts;
import dev.kith.crm.domain.intake.contact.QuietHours;
import dev.kith.crm.domain.intake.contact.RegistryAnswer;
import dev.kith.crm.domain.intake.contact.Suppression;
import dev.kith.crm.domain.intake.contact.SuppressionEntry;
import dev.kith.crm.domain.lead.Lead;
import dev.kith.crm.domain.lead.LeadId;
import dev.kith.crm.domain.lead.LeadProfile;
import dev.kith.crm.domain.lead.LeadRefusal;
import dev.kith.crm.domain.shared.CommonRefusal.Forbidden;
import dev.kith.crm.domain.shared.CommonRefusal.Invalid;
import dev.kith.crm.domain.shared.Country;
import dev.kith.crm.domain.shared.Outcome;
import dev.kith.crm.domain.shared.PhoneNumber;
import dev.kith.crm.domain.shared.PostalAddress;
import dev.kith.crm.domain.shared.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

final class ContactService implements Contacts {

  /** A register of people who want no calls is not asked about letters. */
  static final Set<Channel> REGISTERED = EnumSet.of(Channel.PHONE, Channel.SMS);

  private static final Changes.Kind<UUID, QuietHours> HOURS =
      new Changes.Kind<>(
          Feature.CONSENT,
          QuietHours.class,
          QuietHours::subjectOf,
          QuietHours::facts,
          hours -> null);

  private final Kernel kernel;
  private final Context context;
  private final Registries registries;
  private final PhoneNumbers phones;

  ContactService(Kernel kernel, Context context, Registries registries, PhoneNumbers phones) {
    this.kernel = kernel;
    this.context = context;
    this.registries = registries;
    this.phones = phones;
  }

  @Override
  public Outcome<ContactAnswer> check(LeadId lead, Channel channel, Purpose purpose) {
    return visible(
        channel,
        () ->
            askable(lead, kernel.storage().leads().find(lead).orElse(null))
                .map(found -> {
                  Instant now = kernel.now();
                  Facts facts = facts(List.of(found), REGISTERED.contains(channel));
                  return answer(found, facts, channel, purpose, now);
                }));
  }

  @Override
  public Outcome<List<ContactAnswer>> overview(LeadId lead) {
    return askable(lead, kernel.storage().leads().find(lead).orElse(null))
        .map(found -> {
          Instant now = kernel.now();
          Facts facts = facts(List.of(found), true);
          List<ContactAnswer> answers = new ArrayList<>();
          for (Channel channel : Channel.values()) {
            if (channel.contacts() && !isHidden(channel)) {
              for (Purpose purpose : Purpose.values()) {
                if (purpose.contacts()) {
                  answers.add(answer(found, facts, channel, purpose, now));
                }
              }
            }
          }
          return answers;
        });
  }

  @Override
  public Outcome<List<Outcome<ContactAnswer>>> checkAll(
      List<LeadId> leads, Channel channel, Purpose purpose) {
    if (leads.size() > LARGEST_BATCH) {
      return Outcome.refused(
          Invalid.of(
              Violation.at(
                  "leads", "too-many", "At most " + LARGEST_BATCH + " are asked about at once.")));
    }
    return Permits.require(
        context.actor(),
        SuppressionService.VIEW,
        () -> visible(channel, () -> Outcome.done(answers(leads, channel, purpose))));
  }

  private List<Outcome<ContactAnswer>> answers(List<LeadId> ids, Channel channel, Purpose purpose) {
    Map<LeadId, Lead> found =
        Maps.uniqueIndex(kernel.storage().leads().findAll(Set.copyOf(ids)), Lead::id);
    List<Outcome<Lead>> askable = ids.stream().map(id -> askable(id, found.get(id))).toList();
    Set<Lead> leads =
        askable.stream()
            .flatMap(o -> o instanceof Outcome.Done<Lead>(var lead) ? Stream.of(lead) : null)
            .collect(toImmutableSet());
    Instant now = kernel.now();
    Facts facts = facts(leads, REGISTERED.contains(channel));
    return askable.stream()
        .map(outcome -> outcome.map(lead -> answer(lead, facts, channel, purpose, now)))
        .toList();
  }

  private Outcome<Lead> askable(LeadId id, @Nullable Lead lead) {
    return new LeadReach(kernel.storage().leads(), context.actor())
        .of(id, lead, Action.VIEW)
        .then(seen ->
            Permits.requireReach(
                context.actor(),
                SuppressionService.VIEW,
                seen.subject(),
                seen.owner(),
                () -> live(seen)));
  }

  private static Outcome<Lead> live(Lead lead) {
    if (lead.mergedInto() != null) {
      return Outcome.refused(new LeadRefusal.Merged(lead.id().value(), lead.mergedInto().value()));
    }
    return lead.revision().isDeleted()
        ? Outcome.refused(new LeadRefusal.Deleted(lead.id().value()))
        : Outcome.done(lead);
  }

  private <T> Outcome<T> visible(Channel channel, Supplier<Outcome<T>> next) {
    return isHidden(channel)
        ? Outcome.refused(
            new Forbidden(
                SuppressionService.VIEW.code(), "Consent on this channel is hidden from you."))
        : next.get();
  }

  private boolean isHidden(Channel channel) {
    return ConsentHistory.isHidden(channel, context.actor().grants().maskedFieldsOf(Feature.LEAD));
  }

  /** What is known of all who are asked about. */
  private record Facts(
      ListMultimap<LeadId, Consent> ledgers,
      ListMultimap<String, Suppression> suppressions,
      QuietHours hours,
      ListMultimap<PhoneNumber, RegistryAnswer> registered) {}

  /** However many they are, each store is asked once. */
  private Facts facts(Collection<Lead> leads, boolean registriesToo) {
    Set<String> keys =
        leads.stream().flatMap(lead -> keysOf(lead).stream()).collect(toImmutableSet());
    Set<PhoneNumber> numbers =
        leads.stream()
            .flatMap(lead -> Stream.ofNullable(lead.content().profile().phone()))
            .collect(toImmutableSet());
    return new Facts(
        Multimaps.index(
            kernel.storage().consents().of(leads.stream().map(Lead::id).toList()), Consent::lead),
        kernel.storage().suppressions().having(keys).stream()
            .map(SuppressionEntry::suppression)
            .collect(
                ImmutableListMultimap.toImmutableListMultimap(
                    suppression -> suppression.target().key(), suppression -> suppression)),
        kernel.storage().quietHours().hours(),
        registriesToo ? registries.lookUp(numbers) : ImmutableListMultimap.of());
  }

  private static Set<String> keysOf(Lead lead) {
    LeadProfile profile = lead.content().profile();
    return Suppression.keysOf(profile.email(), profile.phone());
  }

  private ContactAnswer answer(
      Lead lead, Facts facts, Channel channel, Purpose purpose, Instant now) {
    LeadProfile profile = lead.content().profile();
    PhoneNumber phone = profile.phone();
    ContactFacts about =
        new ContactFacts(
            profile.email(),
            phone,
            isPostal(profile.address()),
            new ConsentLedger(facts.ledgers().get(lead.id()).stream().map(Consent::entry).toList()),
            facts.hours().of(country(profile)),
            keysOf(lead).stream().flatMap(key -> facts.suppressions().get(key).stream()).toList(),
            phone == null || !REGISTERED.contains(channel)
                ? List.of()
                : facts.registered().get(phone));
    return new ContactAnswer(
        lead.id(), channel, purpose, ContactDecision.on(about, channel, purpose, now));
  }

  private static boolean isPostal(PostalAddress address) {
    return address.street() != null && address.city() != null;
  }

  /** Where the person is: where they have their address, or else their number. */
  private @Nullable Country country(LeadProfile profile) {
    Country country = profile.address().country();
    return country != null || profile.phone() == null
        ? country
        : phones.countryOf(Objects.requireNonNull(profile.phone()));
  }

  @Override
  public Outcome<QuietHours> quietHours() {
    return Permits.require(
        context.actor(),
        SuppressionService.VIEW,
        () -> Outcome.done(kernel.storage().quietHours().hours()));
  }

  @Override
  public Outcome<QuietHours> setQuietHours(QuietHours.Settings settings) {
    return Permits.requireOnAll(
        context.actor(),
        SuppressionService.ADMINISTER,
        () ->
            new Changes<>(HOURS, kernel.storage().quietHours(), kernel, context)
                .change(
                    QuietHours.ID,
                    Action.ADMINISTER,
                    "quiet-hours.set",
                    settings,
                    hours -> hours.set(settings, kernel.now())));
  }
}
