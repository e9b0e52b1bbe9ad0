package dev.kith.crm.domain.intake.duplicates;

import java.util.ArrayList;
import java.util.List;

/** Joins the members of one chain, the likeliest groups first, by the average of their pairs. */
final class Linkage {

  /** For two groups, the sum of the weights of all pairs between them. */
  private final double[][] sums;

  /** The members of a group stand at the place of its first; the places of the others are empty. */
  private final List<List<Integer>> members = new ArrayList<>();

  private final int least;

  /**
   * @param least the average from which on two groups join
   */
  Linkage(double[][] weights, int least) {
    this.least = least;
    this.sums = weights;
    for (int i = 0; i < weights.length; i++) {
      members.add(new ArrayList<>(List.of(i)));
    }
  }

  /** The groups of two and more. */
  <K extends Comparable<K>> List<List<K>> groupsOf(List<K> keys) {
    int[] partners = new int[sums.length];
    for (int i = 0; i < sums.length; i++) {
      partners[i] = likeliestAfter(i);
    }
    for (int i = likeliest(partners); i >= 0; i = likeliest(partners)) {
      int joined = partners[i];
      join(i, joined);
      for (int k = 0; k <= joined; k++) {
        partners[k] = likeliestAfter(k);
      }
    }
    return members.stream()
        .filter(m -> m.size() > 1)
        .map(m -> m.stream().map(keys::get).sorted().toList())
        .toList();
  }

  /**
   * The group to join with one that stands after it; below 0 if more speaks against any joining.
   */
  private int likeliest(int[] partners) {
    int best = -1;
    for (int i = 0; i < partners.length; i++) {
      if (partners[i] >= 0
          && (best < 0 || average(i, partners[i]) > average(best, partners[best]))) {
        best = i;
      }
    }
    return best;
  }

  private int likeliestAfter(int i) {
    int best = -1;
    for (int j = i + 1; j < sums.length && !members.get(i).isEmpty(); j++) {
      if (!members.get(j).isEmpty()
          && average(i, j) >= least
          && (best < 0 || average(i, j) > average(i, best))) {
        best = j;
      }
    }
    return best;
  }

  private double average(int i, int j) {
    return sums[i][j] / (members.get(i).size() * (double) members.get(j).size());
  }

  private void join(int into, int from) {
    members.get(into).addAll(members.get(from));
    members.get(from).clear();
    for (int k = 0; k < sums.length; k++) {
      sums[into][k] += sums[from][k];
      sums[k][into] = sums[into][k];
    }
  }
}
