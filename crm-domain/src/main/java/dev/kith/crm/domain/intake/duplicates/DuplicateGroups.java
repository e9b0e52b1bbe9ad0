package dev.kith.crm.domain.intake.duplicates;

import com.google.common.graph.Graphs;
import com.google.common.graph.MutableValueGraph;
import com.google.common.graph.ValueGraph;
import com.google.common.graph.ValueGraphBuilder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleBiFunction;

/**
 * Puts records together that tell of the same, given the pairs that look alike.
 *
 * <p>Pairs form chains: a is like b, and b like c, but a is not like c. Taking all of a chain for
 * one costs precision, so two groups join only while enough speaks for their members being the
 * same, on the average of all pairs between them, the likeliest first (average linkage: Sokal and
 * Michener 1958; compared with others for this purpose by Hassanzadeh et al., Framework for
 * Evaluating Clustering Algorithms in Duplicate Detection, PVLDB 2 (2009)).
 */
public final class DuplicateGroups {

  private DuplicateGroups() {}

  /**
   * @param pairs those that a matcher would not answer {@link MatchDecision#NONE} for
   * @param weight what a matcher says of any two records that stand in the pairs; asked where two
   *     are in one chain but not among the pairs
   * @param least the average weight from which on groups join
   * @return groups of two and more, the members of each in order, the groups by their first member
   */
  public static <K extends Comparable<K>> List<List<K>> group(
      Collection<ScoredPair<K>> pairs, ToDoubleBiFunction<K, K> weight, int least) {
    MutableValueGraph<K, Double> likeness = ValueGraphBuilder.undirected().build();
    pairs.forEach(pair -> likeness.putEdgeValue(pair.first(), pair.second(), pair.weight()));
    List<List<K>> groups = new ArrayList<>();
    Set<K> seen = new HashSet<>();
    for (K key : likeness.nodes()) {
      if (!seen.contains(key)) {
        List<K> chain = Graphs.reachableNodes(likeness.asGraph(), key).stream().sorted().toList();
        seen.addAll(chain);
        groups.addAll(new Linkage(weightsIn(chain, likeness, weight), least).groupsOf(chain));
      }
    }
    groups.sort((a, b) -> a.getFirst().compareTo(b.getFirst()));
    return List.copyOf(groups);
  }

  /** The same, where groups join while more speaks for it than against. */
  public static <K extends Comparable<K>> List<List<K>> group(
      Collection<ScoredPair<K>> pairs, ToDoubleBiFunction<K, K> weight) {
    return group(pairs, weight, DuplicateThresholds.USUAL.settings().warnFrom());
  }

  private static <K> double[][] weightsIn(
      List<K> chain, ValueGraph<K, Double> likeness, ToDoubleBiFunction<K, K> weight) {
    double[][] weights = new double[chain.size()][chain.size()];
    for (int i = 0; i < chain.size(); i++) {
      for (int j = 0; j < i; j++) {
        K a = chain.get(i);
        K b = chain.get(j);
        Double known = likeness.edgeValueOrDefault(a, b, null);
        weights[i][j] = known == null ? weight.applyAsDouble(a, b) : known;
        weights[j][i] = weights[i][j];
      }
    }
    return weights;
  }
}
