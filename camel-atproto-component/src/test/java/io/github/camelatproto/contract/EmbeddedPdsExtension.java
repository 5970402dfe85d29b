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
package io.github.camelatproto.contract;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.support.TypeBasedParameterResolver;

/** Starts an embedded PDS for a class of tests, and closes it after the last. */
final class EmbeddedPdsExtension extends TypeBasedParameterResolver<EmbeddedPdsUnderTest> {

    @Override
    public EmbeddedPdsUnderTest resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(Namespace.create(EmbeddedPdsExtension.class)).getOrComputeIfAbsent(
                EmbeddedPdsUnderTest.class, type -> new EmbeddedPdsUnderTest(), EmbeddedPdsUnderTest.class);
    }
}
