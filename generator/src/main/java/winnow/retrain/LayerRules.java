package winnow.retrain;

import java.util.List;

/** Each layer by a rule of its own. */
record LayerRules(List<WeightRule> rules) implements WeightUpdate {
    LayerRules {
        rules = List.copyOf(rules);
    }

    @Override
    public void step(List<float[]> weights, List<float[]> gradients, float rate, double progress) {
        for (int layer = 0; layer < rules.size(); layer++) {
            rules.get(layer).step(weights.get(layer), gradients.get(layer), rate, progress);
        }
    }

    @Override
    public List<float[]> state() {
        return rules.stream().flatMap(rule -> rule.state().stream()).toList();
    }
}
