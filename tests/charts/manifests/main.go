// Reads Kubernetes manifests from standard input, each into the type that Kubernetes itself has for it, and prints
// them as one JSON array. A misspelt or misplaced field, a wrong type or an unknown kind ends it with 1 and a line that
// says so.
//
//	helm template charts/tijdig | manifests
package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"

	apps "k8s.io/api/apps/v1"
	batch "k8s.io/api/batch/v1"
	core "k8s.io/api/core/v1"
	networking "k8s.io/api/networking/v1"
	policy "k8s.io/api/policy/v1"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	decoding "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

var kinds = map[string]func() any{
	"apps/v1 Deployment":                 func() any { return &apps.Deployment{} },
	"batch/v1 Job":                       func() any { return &batch.Job{} },
	"networking.k8s.io/v1 NetworkPolicy": func() any { return &networking.NetworkPolicy{} },
	"policy/v1 PodDisruptionBudget":      func() any { return &policy.PodDisruptionBudget{} },
	"v1 ConfigMap":                       func() any { return &core.ConfigMap{} },
	"v1 Service":                         func() any { return &core.Service{} },
	"v1 ServiceAccount":                  func() any { return &core.ServiceAccount{} },
}

func read(text []byte) (any, error) {
	var head meta.TypeMeta
	if err := yaml.Unmarshal(text, &head); err != nil {
		return nil, err
	}
	if head.Kind == "" {
		return nil, nil // nothing but comments
	}
	fresh, known := kinds[head.APIVersion+" "+head.Kind]
	if !known {
		return nil, fmt.Errorf("%s %s: not a kind that this chart has", head.APIVersion, head.Kind)
	}
	object := fresh()
	if err := yaml.UnmarshalStrict(text, object); err != nil {
		return nil, fmt.Errorf("%s: %w", head.Kind, err)
	}
	return object, nil
}

func run() error {
	documents := decoding.NewYAMLReader(bufio.NewReader(os.Stdin))
	objects := []any{}
	for {
		text, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return json.NewEncoder(os.Stdout).Encode(objects)
		}
		if err != nil {
			return err
		}
		object, err := read(text)
		if err != nil {
			return err
		}
		if object != nil {
			objects = append(objects, object)
		}
	}
}

func main() {
	if err := run(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
