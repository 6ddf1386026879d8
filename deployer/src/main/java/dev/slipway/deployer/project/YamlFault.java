package dev.slipway.deployer.project;

import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** What is wrong with a YAML file and where, without the line itself, which the parser's own message quotes. */
final class YamlFault {
    private YamlFault() {}

    static String describe(YamlEngineException fault) {
        if (fault instanceof MarkedYamlEngineException marked) {
            String where = marked.getProblemMark()
                    .map(mark -> " at line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1))
                    .orElse("");
            return problem(marked) + where;
        }
        return "it cannot be parsed";
    }

    /** The parser's words, but for what it quotes. */
    private static String problem(MarkedYamlEngineException marked) {
        String problem = String.valueOf(marked.getProblem());
        return problem.replaceAll("'[^']{2,}'", "what is there").replaceAll("[\\r\\n].*", "");
    }
}
