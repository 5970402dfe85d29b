/*
 * Licensed under the Apache License, Version 2.0 (the "License");
 * you may not use this file except in compliance with the License.
 * You may obtain a copy of the License at
 *
 *      http://www.apache.org/licenses/LICENSE-2.0
 *
 * Unless required by applicable law or agreed to in writing, software
 * distributed under the License is distributed on an "AS IS" BASIS,
 * WITHOUT WARRANTIES OR CONDITIONS OF ANY KIND, either express or implied.
 * See the License for the specific language governing permissions and
 * limitations under the License.
 */
package io.github.camelatproto.reference;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link ReferencePds} parameter: one PDS for all test classes of the JVM, started by the first and
 * closed when the last has run. Tests keep apart by taking accounts of their own; those that need options start an
 * instance of their own.
 * <p>
 * Where Node or npm is missing the tests are skipped with the reason, unless the environment variable {@code CI} is
 * {@code true}: then they fail with it. A PDS that fails to start is a failure everywhere.
 */
public class ReferencePdsExtension implements ExecutionCondition, BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ReferencePdsExtension.class);

    private final List<String> options;

    public ReferencePdsExtension() {
        this.options = List.of();
    }

    ReferencePdsExtension(String option) {
        this.options = List.of(option);
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return condition(missing(store(context)), System.getenv());
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        instance(store(context));
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ReferencePds.class;
    }

    @Override
    public ReferencePds resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return instance(store(context));
    }

    /** Whether to run tests, given what is missing: under CI always, so that they fail rather than hide. */
    static ConditionEvaluationResult condition(Optional<String> missing, Map<String, String> environment) {
        if (missing.isEmpty() || "true".equals(environment.get("CI"))) {
            return ConditionEvaluationResult.enabled("The reference PDS is wanted");
        }
        return ConditionEvaluationResult.disabled(cannotRun(missing.get()));
    }

    private static Store store(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE);
    }

    private static Optional<String> missing(Store store) {
        return store.getOrComputeIfAbsent(Missing.class, key -> new Missing(ReferencePds.missing()), Missing.class).what();
    }

    private ReferencePds instance(Store store) {
        return store.getOrComputeIfAbsent(options, key -> start(missing(store)), ReferencePds.class);
    }

    private ReferencePds start(Optional<String> missing) {
        if (missing.isPresent()) {
            throw new IllegalStateException(cannotRun(missing.get()));
        }
        return ReferencePds.start(options.toArray(new String[0]));
    }

    private static String cannotRun(String reason) {
        return "The reference PDS cannot run here: " + reason;
    }

    /** What the store remembers, so that it is looked for once. */
    private record Missing(Optional<String> what) {
    }
}
