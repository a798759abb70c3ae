{{/* The services of the map, in its order. files/flow.json is printed by `tijdig describe flow --format json`. */}}
{{- define "tijdig.services" -}}
{{- $names := list -}}
{{- range (.Files.Get "files/flow.json" | fromJson).stages -}}
{{- $names = append $names .service -}}
{{- end -}}
{{- $names | uniq | toJson -}}
{{- end }}

{{- define "tijdig.fullname" -}}
{{- if contains .Chart.Name .Release.Name }}{{ .Release.Name | trunc 40 | trimSuffix "-" }}
{{- else }}{{ printf "%s-%s" .Release.Name .Chart.Name | trunc 40 | trimSuffix "-" }}{{ end -}}
{{- end }}

{{- define "tijdig.image" -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}

{{- define "tijdig.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
{{- end }}

{{/* {root, service}: what selects the pods of one service; never changes over upgrades. */}}
{{- define "tijdig.selector" -}}
app.kubernetes.io/name: {{ .root.Chart.Name }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .service }}
{{- end }}

{{/* {root, service}: the secret files that a service reads, as a map from setting to {existingSecret, key}. */}}
{{- define "tijdig.secretFiles" -}}
{{- $files := dict -}}
{{- $service := .service -}}
{{- range $setting, $file := .root.Values.secretFiles -}}
{{- if and $file.existingSecret (or (not $file.services) (has $service $file.services)) -}}
{{- $_ := set $files $setting $file -}}
{{- end -}}
{{- end -}}
{{- $files | toJson -}}
{{- end }}

{{/* Settings as the file that every service reads. */}}
{{- define "tijdig.settings" -}}
{{- range $needed := list "kafka.brokers" "redis.address" -}}
{{- if not (index $.Values.settings $needed) -}}
{{- fail (printf "settings: %s must be given" $needed) -}}
{{- end -}}
{{- end -}}
{{ toYaml .Values.settings }}
{{- end }}

{{- define "tijdig.podSecurity" -}}
runAsNonRoot: true
runAsUser: 10001
runAsGroup: 10001
fsGroup: 10001
seccompProfile: {type: RuntimeDefault}
{{- end }}

{{- define "tijdig.containerSecurity" -}}
allowPrivilegeEscalation: false
readOnlyRootFilesystem: true
capabilities: {drop: [ALL]}
{{- end }}

{{/* {root, service}: environment of the settings that are files. */}}
{{- define "tijdig.env" -}}
{{- range $setting, $file := include "tijdig.secretFiles" . | fromJson }}
- name: TIJDIG_{{ $setting | replace "." "_" | upper }}
  value: /etc/tijdig/secrets/{{ $setting }}/{{ $file.key }}
{{- end }}
{{- end }}

{{/* {root, service}: mounts of the settings and of the secret files. */}}
{{- define "tijdig.mounts" -}}
- {name: settings, mountPath: /etc/tijdig/settings, readOnly: true}
{{- range $setting, $file := include "tijdig.secretFiles" . | fromJson }}
- {name: {{ include "tijdig.volumeName" $setting }}, mountPath: /etc/tijdig/secrets/{{ $setting }}, readOnly: true}
{{- end }}
{{- end }}

{{/* {root, service, configMap}: the volumes of these mounts. */}}
{{- define "tijdig.volumes" -}}
- name: settings
  configMap: {name: {{ .configMap }}}
{{- range $setting, $file := include "tijdig.secretFiles" . | fromJson }}
- name: {{ include "tijdig.volumeName" $setting }}
  secret:
    secretName: {{ $file.existingSecret }}
    defaultMode: 0440
    items: [{key: {{ $file.key | quote }}, path: {{ $file.key | quote }}}]
{{- end }}
{{- end }}

{{- define "tijdig.volumeName" -}}
{{ . | replace "." "-" | replace "_" "-" }}
{{- end }}

{{/* Every service with what holds for it: `defaults`, then its own part of `services`; a map from name to values. */}}
{{- define "tijdig.effective" -}}
{{- $all := dict -}}
{{- $slots := (.Files.Get "files/settings.schema.json" | fromJson).properties -}}
{{- $slots_max := index .Values.settings "kafka.slots" | default (index $slots "kafka.slots").default | int -}}
{{- range $service := include "tijdig.services" . | fromJsonArray -}}
{{- $own := index $.Values.services $service | default dict -}}
{{- $effective := mergeOverwrite (deepCopy $.Values.defaults) (deepCopy $own) -}}
{{- if gt (int $effective.replicas) $slots_max -}}
{{- fail (printf "services: %s has %d replicas, but kafka.slots is %d; more would do nothing" $service
          (int $effective.replicas) $slots_max) -}}
{{- end -}}
{{- $_ := set $all $service $effective -}}
{{- end -}}
{{- $all | toJson -}}
{{- end }}
