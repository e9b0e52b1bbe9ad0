package dev.kith.crm.application.intake.contact;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import com.google.common.collect.Sets;
import dev.kith.crm.domain.intake.contact.RegistryAnswer;
import dev.kith.crm.domain.shared.PhoneNumber;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All outside registers, asked at the same time and for no longer than a while. */
final class Registries {

  private static final Logger LOG = LoggerFactory.getLogger(Registries.class);

  private final List<DoNotCallRegistry> registries;
  private final Duration patience;

  Registries(List<DoNotCallRegistry> registries, Duration patience) {
    this.registries = ImmutableList.copyOf(registries);
    this.patience = patience;
  }

  private record Asked(
      Set<PhoneNumber> numbers, FutureTask<Map<PhoneNumber, RegistryAnswer>> answer) {}

  /** One answer for each register that covers a number. */
  ListMultimap<PhoneNumber, RegistryAnswer> lookUp(Set<PhoneNumber> numbers) {
    ListMultimap<PhoneNumber, RegistryAnswer> answers = ArrayListMultimap.create();
    List<Asked> asked =
        registries.stream()
            .map(registry -> ask(registry, Set.copyOf(Sets.filter(numbers, registry::covers))))
            .filter(one -> !one.numbers().isEmpty())
            .toList();
    long end = System.nanoTime() + patience.toNanos();
    for (Asked one : asked) {
      Map<PhoneNumber, RegistryAnswer> known = answerOf(one, end - System.nanoTime());
      one.numbers()
          .forEach(
              number -> answers.put(number, known.getOrDefault(number, RegistryAnswer.UNKNOWN)));
    }
    return answers;
  }

  private static Asked ask(DoNotCallRegistry registry, Set<PhoneNumber> numbers) {
    FutureTask<Map<PhoneNumber, RegistryAnswer>> task =
        new FutureTask<>(() -> registry.lookUp(numbers));
    if (!numbers.isEmpty()) {
      Thread.ofVirtual().name("do-not-call").start(task);
    }
    return new Asked(numbers, task);
  }

  private static Map<PhoneNumber, RegistryAnswer> answerOf(Asked asked, long nanos) {
    try {
      return asked.answer().get(Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      asked.answer().cancel(true);
    } catch (ExecutionException e) {
      LOG.warn("a register of people who want no calls has failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return Map.of();
  }
}
