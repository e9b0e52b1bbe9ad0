package dev.kith.crm.messaging.http;

import com.google.common.annotations.VisibleForTesting;
import com.google.common.base.Ascii;
import com.google.common.cache.CacheBuilder;
import com.google.common.cache.CacheLoader;
import com.google.common.cache.LoadingCache;
import com.google.common.net.HostAndPort;
import com.google.common.util.concurrent.ThreadFactoryBuilder;
import dev.kith.crm.application.kernel.Breaker;
import dev.kith.crm.messaging.http.HttpAnswer.Answered;
import dev.kith.crm.messaging.http.HttpAnswer.Unanswered;
import dev.kith.crm.messaging.http.HttpAnswer.Why;
import java.io.IOException;
import java.net.InetAddress;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.MessageConstraintException;
import org.apache.hc.core5.http.NoHttpResponseException;

/**
 * The client for all HTTP that leaves the house. A question goes to public addresses only, or to
 * hosts that the operator trusts by name: the name is looked up once, every address it has is
 * looked at, and the connection is opened to one of those. Nobody is redirected. Each question has
 * its limits, and a server that keeps failing is left alone for a while. Thread-safe.
 */
public final class GuardedHttp implements AutoCloseable {

  static final String USER_AGENT = "Kith (CRM server)";

  private static final int TOO_MANY_REQUESTS = 429;
  private static final int AT_ONCE = 64;
  private static final int REMEMBERED_SERVERS = 1_000;

  /** Looks a name up; may block for as long as it likes. */
  @FunctionalInterface
  interface Names {
    List<InetAddress> addresses(String host) throws UnknownHostException;
  }

  private final HttpLimits limits;
  private final TrustedHosts trusted;
  private final Predicate<InetAddress> isPublic;
  private final Names names;
  private final SSLSocketFactory tls;
  private final InstantSource clock;
  private final ExecutorService threads =
      new ThreadPoolExecutor(
          0,
          AT_ONCE,
          10,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          new ThreadFactoryBuilder().setNameFormat("outbound-http-%d").setDaemon(true).build());
  private final LoadingCache<HostAndPort, Breaker> breakers =
      CacheBuilder.newBuilder()
          .maximumSize(REMEMBERED_SERVERS)
          .build(CacheLoader.from(server -> new Breaker()));

  @VisibleForTesting
  GuardedHttp(
      HttpLimits limits,
      TrustedHosts trusted,
      Predicate<InetAddress> isPublic,
      Names names,
      SSLSocketFactory tls,
      InstantSource clock) {
    this.limits = limits;
    this.trusted = trusted;
    this.isPublic = isPublic;
    this.names = names;
    this.tls = tls;
    this.clock = clock;
  }

  /**
   * @param trusted hosts that may be asked though their addresses are internal
   */
  public static GuardedHttp open(HttpLimits limits, TrustedHosts trusted) {
    return new GuardedHttp(
        limits,
        trusted,
        PublicAddresses::include,
        host -> List.of(InetAddress.getAllByName(host)),
        (SSLSocketFactory) SSLSocketFactory.getDefault(),
        InstantSource.system());
  }

  /**
   * What is wrong with an address, before anybody asks there; empty if nothing is. Where its host
   * leads is seen only when it is asked.
   */
  public static Optional<String> problem(URI uri) {
    String scheme = uri.getScheme() == null ? "" : Ascii.toLowerCase(uri.getScheme());
    if (!scheme.equals("http") && !scheme.equals("https")) {
      return Optional.of("must begin with https:// or http://");
    }
    if (uri.getRawUserInfo() != null) {
      return Optional.of("must hold neither user nor password");
    }
    if (uri.getHost() == null) {
      return Optional.of("names no host");
    }
    return uri.getPort() == 0 || uri.getPort() > 65_535
        ? Optional.of("has a port that does not exist")
        : Optional.empty();
  }

  /** Asks within the usual limits of this client. */
  public HttpAnswer ask(HttpQuestion question) {
    return ask(question, limits);
  }

  /** Asks within other limits. */
  public HttpAnswer ask(HttpQuestion question, HttpLimits limits) {
    URI uri = question.uri();
    Optional<String> problem = problem(uri);
    if (problem.isPresent()) {
      return new Unanswered(Why.REFUSED, "the address " + problem.get());
    }
    Breaker breaker =
        breakers.getUnchecked(HostAndPort.fromParts(TrustedHosts.bare(uri.getHost()), port(uri)));
    if (!breaker.lets(clock.instant())) {
      return new Unanswered(Why.PAUSED, uri.getHost() + " failed too often, and is left alone");
    }
    HttpAnswer answer = inTime(question, limits);
    breaker.learn(worked(answer), clock.instant());
    return answer;
  }

  /** Gives its threads back; questions under way are cut off. */
  @Override
  public void close() {
    threads.shutdownNow();
  }

  static int port(URI uri) {
    if (uri.getPort() >= 0) {
      return uri.getPort();
    }
    return uri.getScheme().equalsIgnoreCase("https") ? 443 : 80;
  }

  private HttpAnswer inTime(HttpQuestion question, HttpLimits limits) {
    String host = question.uri().getHost();
    try (Exchange exchange = new Exchange(question, limits, tls)) {
      Future<HttpAnswer> running = threads.submit(() -> answer(question, exchange));
      try {
        return running.get(limits.whole().toNanos(), TimeUnit.NANOSECONDS);
      } catch (TimeoutException e) {
        running.cancel(true);
        return timedOut(host);
      } catch (InterruptedException e) {
        running.cancel(true);
        Thread.currentThread().interrupt();
        return new Unanswered(Why.BUSY, "interrupted while asking " + host);
      }
    } catch (RejectedExecutionException e) {
      return new Unanswered(Why.BUSY, "too many questions are under way");
    } catch (ExecutionException e) {
      throw new IllegalStateException("asking " + host + " failed", e.getCause());
    }
  }

  private HttpAnswer answer(HttpQuestion question, Exchange exchange) {
    String host = question.uri().getHost();
    try {
      List<InetAddress> addresses = names.addresses(TrustedHosts.bare(host));
      boolean mayBeAsked =
          trusted.include(host, port(question.uri())) || addresses.stream().allMatch(isPublic);
      return mayBeAsked
          ? exchange.with(addresses)
          : new Unanswered(Why.REFUSED, host + " has an internal address, and is not trusted");
    } catch (UnknownHostException e) {
      return new Unanswered(Why.UNREACHABLE, "there is no host " + host);
    } catch (SocketTimeoutException e) {
      return timedOut(host);
    } catch (SSLException e) {
      return new Unanswered(Why.UNPROVEN, host + ": " + e.getMessage());
    } catch (NoHttpResponseException e) {
      return new Unanswered(Why.UNREACHABLE, host + " closed the connection without an answer");
    } catch (HttpException
        | MessageConstraintException
        | MalformedChunkCodingException
        | ConnectionClosedException e) {
      return new Unanswered(Why.GARBLED, host + ": " + e.getMessage());
    } catch (IOException e) {
      return new Unanswered(Why.UNREACHABLE, host + ": " + e.getMessage());
    }
  }

  private static Unanswered timedOut(String host) {
    return new Unanswered(Why.TIMED_OUT, host + " did not answer in time");
  }

  /** Whether the server is to be asked again without a pause. */
  private static boolean worked(HttpAnswer answer) {
    return switch (answer) {
      case Answered answered -> answered.status() < 500 && answered.status() != TOO_MANY_REQUESTS;
      case Unanswered(var why, var detail) ->
          switch (why) {
            case REFUSED, PAUSED, BUSY, REDIRECTED -> true;
            case UNREACHABLE, UNPROVEN, TIMED_OUT, TOO_LARGE, GARBLED -> false;
          };
    };
  }
}
