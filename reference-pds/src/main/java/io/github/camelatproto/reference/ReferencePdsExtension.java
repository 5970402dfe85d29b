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

import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.opentest4j.TestAbortedException;

/**
 * Gives tests a {@link ReferencePds} parameter: one PDS for all test classes of the JVM, started by the first and
 * closed when the last has run. Tests keep apart by taking accounts of their own; those that need options start an
 * instance of their own.
 * <p>
 * Where Node or npm is missing the tests are skipped with the reason, unless the environment variable {@code CI} is
 * {@code true}: then they fail with it. A PDS that fails to start is a failure everywhere.
 */
public final class ReferencePdsExtension implements BeforeAllCallback, ParameterResolver {
    private static final Namespace NAMESPACE = Namespace.create(ReferencePdsExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        instance(context);
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ReferencePds.class;
    }

    @Override
    public ReferencePds resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return instance(context);
    }

    private static ReferencePds instance(ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE)
                .getOrComputeIfAbsent(ReferencePds.class, key -> startOrSkip(), ReferencePds.class);
    }

    private static ReferencePds startOrSkip() {
        Optional<String> missing = ReferencePds.missing();
        if (missing.isPresent()) {
            throw unavailable(missing.get(), System.getenv());
        }
        return ReferencePds.start();
    }

    /** What to throw when the PDS cannot run here: what skips a test, or under CI what fails it. */
    static RuntimeException unavailable(String reason, Map<String, String> environment) {
        String message = "The reference PDS cannot run here: " + reason;
        return "true".equals(environment.get("CI")) ? new IllegalStateException(message) : new TestAbortedException(message);
    }
}
