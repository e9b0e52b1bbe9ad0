package dev.kith.crm.messaging.dns;

import static com.google.common.collect.ImmutableList.toImmutableList;

import com.google.common.base.Throwables;
import com.google.common.collect.Iterables;
import dev.kith.crm.application.intake.validation.MailDomain;
import dev.kith.crm.application.intake.validation.MailDomain.TakesNone.Why;
import dev.kith.crm.application.intake.validation.MailDomains;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.ExtendedResolver;
import org.xbill.DNS.MXRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.Resolver;
import org.xbill.DNS.ResolverConfig;
import org.xbill.DNS.SimpleResolver;
import org.xbill.DNS.TextParseException;
import org.xbill.DNS.Type;
import org.xbill.DNS.lookup.LookupResult;
import org.xbill.DNS.lookup.LookupSession;
import org.xbill.DNS.lookup.NoSuchDomainException;
import org.xbill.DNS.lookup.NoSuchRRSetException;

/**
 * Asks name servers: for the MX records of a domain, and where there are none for its addresses, as
 * a mail server would that has something to deliver (RFC 5321 §5.1). Only what a name server states
 * is certain; a time-out, a failure or an answer that makes no sense leaves the domain unanswered.
 */
public final class DnsMailDomains implements MailDomains {

  private static final MailDomain UNANSWERED = new MailDomain.Unanswered();

  /** So many domains are asked for side by side. */
  private static final int AT_ONCE = 50;

  /** So many time-outs a whole batch may take; a silent name server is not asked any longer. */
  private static final int TIMEOUTS_FOR_ALL = 3;

  private static final int TRIES = 2;

  private final LookupSession session;
  private final Duration timeout;

  private DnsMailDomains(List<InetSocketAddress> servers, Duration timeout) {
    List<Resolver> resolvers = new ArrayList<>();
    for (InetSocketAddress server : servers) {
      SimpleResolver resolver = new SimpleResolver(server);
      // A lost packet is sent again before the time for the domain is over.
      resolver.setTimeout(timeout.dividedBy(TRIES));
      resolvers.add(resolver);
    }
    ExtendedResolver all = new ExtendedResolver(resolvers);
    all.setRetries(TRIES);
    all.setTimeout(timeout);
    session = LookupSession.builder().resolver(all).build();
    this.timeout = timeout;
  }

  /**
   * Asks the name servers that the operating system asks.
   *
   * @param timeout for one domain
   */
  public static DnsMailDomains ofTheSystem(Duration timeout) {
    return new DnsMailDomains(ResolverConfig.getCurrentConfig().servers(), timeout);
  }

  /**
   * Asks these name servers, the first first.
   *
   * @param timeout for one domain
   */
  public static DnsMailDomains of(List<InetSocketAddress> servers, Duration timeout) {
    return new DnsMailDomains(servers, timeout);
  }

  @Override
  public Map<String, MailDomain> lookUp(Set<String> domains) {
    long deadline = System.nanoTime() + timeout.toNanos() * TIMEOUTS_FOR_ALL;
    Map<String, MailDomain> answers = new HashMap<>();
    for (List<String> some : Iterables.partition(domains, AT_ONCE)) {
      if (System.nanoTime() - deadline < 0) {
        Map<String, CompletableFuture<MailDomain>> open = new LinkedHashMap<>();
        some.forEach(domain -> open.put(domain, ask(domain)));
        open.forEach((domain, answer) -> answers.put(domain, answer.join()));
      }
    }
    domains.forEach(domain -> answers.putIfAbsent(domain, UNANSWERED));
    return answers;
  }

  private CompletableFuture<MailDomain> ask(String domain) {
    Name name;
    try {
      name = Name.fromString(domain, Name.root);
    } catch (TextParseException e) {
      return CompletableFuture.completedFuture(UNANSWERED);
    }
    return session
        .lookupAsync(name, Type.MX)
        .handle((found, failure) -> ofMailServers(name, found, failure))
        .thenCompose(Function.identity())
        .exceptionally(failure -> UNANSWERED)
        .toCompletableFuture()
        .completeOnTimeout(UNANSWERED, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private CompletionStage<MailDomain> ofMailServers(
      Name name, @Nullable LookupResult found, @Nullable Throwable failure) {
    if (found == null) {
      return has(failure, NoSuchRRSetException.class)
          ? addresses(name)
          : CompletableFuture.completedFuture(withoutAnswer(failure));
    }
    List<String> servers =
        found.getRecords().stream()
            .filter(MXRecord.class::isInstance)
            .map(MXRecord.class::cast)
            .sorted(Comparator.comparingInt(MXRecord::getPriority))
            .map(MXRecord::getTarget)
            .filter(target -> !target.equals(Name.root))
            .map(target -> target.toString(true))
            .collect(toImmutableList());
    boolean isNullMx = servers.isEmpty() && !found.getRecords().isEmpty();
    if (isNullMx) {
      return CompletableFuture.completedFuture(new MailDomain.TakesNone(Why.NULL_MX));
    }
    return servers.isEmpty()
        ? addresses(name)
        : CompletableFuture.completedFuture(new MailDomain.Takes(servers));
  }

  /** A domain without MX records takes its mail itself, if it has an address of either sort. */
  private CompletionStage<MailDomain> addresses(Name name) {
    return address(name, Type.A)
        .thenCombine(
            address(name, Type.AAAA),
            (four, six) -> {
              if (four instanceof MailDomain.Takes || six instanceof MailDomain.Takes) {
                return new MailDomain.Takes(List.of(name.toString(true)));
              }
              return four instanceof MailDomain.TakesNone ? six : four;
            });
  }

  private CompletionStage<MailDomain> address(Name name, int type) {
    return session
        .lookupAsync(name, type)
        .handle((found, failure) -> {
          if (found != null && found.getRecords().stream().anyMatch(r -> r.getType() == type)) {
            return new MailDomain.Takes(List.of(name.toString(true)));
          }
          return found != null || has(failure, NoSuchRRSetException.class)
              ? new MailDomain.TakesNone(Why.NO_SERVER)
              : withoutAnswer(failure);
        });
  }

  private static MailDomain withoutAnswer(@Nullable Throwable failure) {
    return has(failure, NoSuchDomainException.class)
        ? new MailDomain.TakesNone(Why.NO_SUCH_DOMAIN)
        : UNANSWERED;
  }

  private static boolean has(@Nullable Throwable failure, Class<? extends Throwable> kind) {
    return failure != null
        && Throwables.getCausalChain(failure).stream().anyMatch(kind::isInstance);
  }
}
