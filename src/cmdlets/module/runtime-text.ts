// What all functions of RecallSandbox.psm1 share. Windows PowerShell 5.1 and PowerShell 7 both read it.
import { quoted } from "./quoted.ts";

export const runtimeText = (uri: string): string => `${CONNECT.replace("URI", () => quoted(uri))}

${CONVERT}

${INVOKE}`;

const CONNECT = `$script:Sandbox = $null
$script:CommonParameters = [System.Management.Automation.PSCmdlet]::CommonParameters + @('WhatIf', 'Confirm')

function Connect-RecallSandbox {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0)]
        [Alias('ConnectionUri')]
        [string] $Uri = URI,

        [Parameter(Position = 1)]
        [Alias('AccessToken')]
        [string] $Token = $env:RECALL_SANDBOX_TOKEN
    )
    $headers = @{}
    if ($Token) { $headers['Authorization'] = 'Bearer ' + $Token }
    $base = $Uri.TrimEnd('/') + '/adminapi'
    $null = Invoke-RestMethod -Uri ($base + '/v1.0/sandbox/EXOModuleFile') -Headers $headers -ErrorAction Stop
    $script:Sandbox = @{ Base = $base; Headers = $headers }
}

function Disconnect-RecallSandbox {
    [CmdletBinding()]
    param()
    $script:Sandbox = $null
}`;

/** JSON has no byte arrays and no hashtables beside objects: both go with their type. */
const CONVERT = `function ConvertTo-SandboxValue {
    param($Value)
    if ($null -eq $Value) { return $null }
    if ($Value -is [switch]) { return $Value.IsPresent }
    if ($Value -is [securestring]) { return [System.Net.NetworkCredential]::new('', $Value).Password }
    if ($Value -is [datetime]) {
        $invariant = [System.Globalization.CultureInfo]::InvariantCulture
        if ($Value.Kind -eq 'Unspecified') { return $Value.ToString('s', $invariant) }
        return $Value.ToUniversalTime().ToString('s', $invariant) + 'Z'
    }
    if ($Value -is [byte[]]) {
        return @{ '@odata.type' = '#Exchange.ByteArrayType'; 'Data' = [System.Convert]::ToBase64String($Value) }
    }
    if ($Value -is [System.Collections.IDictionary]) {
        $table = @{ '@odata.type' = '#Exchange.GenericHashTable' }
        foreach ($key in $Value.Keys) { $table[[string] $key] = ConvertTo-SandboxValue $Value[$key] }
        return $table
    }
    if ($Value -is [string] -or $Value -is [bool]) { return $Value }
    if ($Value -is [enum] -or $Value -is [guid] -or $Value -is [timespan] -or $Value -is [uri]) { return $Value.ToString() }
    if ($Value -is [System.ValueType]) { return $Value }
    if ($Value -is [System.Collections.IEnumerable]) {
        return , @(foreach ($one in $Value) { ConvertTo-SandboxValue $one })
    }
    if ($Value.PSObject.Properties['Identity']) { return [string] $Value.Identity }
    return [string] $Value
}

function ConvertFrom-SandboxObject {
    param($Object)
    $shown = [ordered] @{}
    foreach ($property in $Object.PSObject.Properties) {
        if ($property.Name.Contains('@')) { continue }
        $value = $property.Value
        $type = $Object.PSObject.Properties[$property.Name + '@data.type']
        if ($value -is [string] -and $type) {
            if ($type.Value -eq 'System.Guid') { $value = [guid] $value }
            if ($type.Value -eq 'System.DateTime') {
                $invariant = [System.Globalization.CultureInfo]::InvariantCulture
                $value = [datetime]::Parse($value, $invariant, 'RoundtripKind').ToUniversalTime()
            }
        }
        if ($value -is [System.Management.Automation.PSCustomObject]) { $value = ConvertFrom-SandboxObject $value }
        $shown[$property.Name] = $value
    }
    return [PSCustomObject] $shown
}`;

const INVOKE = `function Invoke-SandboxCmdlet {
    param($Caller, [string] $Name, $Bound, [bool] $Asks, [bool] $WhatIf)
    if (-not $script:Sandbox) { Connect-RecallSandbox }
    $parameters = @{}
    foreach ($key in $Bound.Keys) {
        if ($script:CommonParameters -notcontains $key) { $parameters[$key] = ConvertTo-SandboxValue $Bound[$key] }
    }
    if ($WhatIf) { $parameters['WhatIf'] = $true }
    elseif ($Asks -and -not $Caller.ShouldProcess([string] $parameters['Identity'], $Name)) { return }
    $request = @{ CmdletInput = @{ CmdletName = $Name; Parameters = $parameters } }
    $body = [System.Text.Encoding]::UTF8.GetBytes((ConvertTo-Json -InputObject $request -Depth 20 -Compress))
    $headers = $script:Sandbox.Headers + @{ 'X-CmdletName' = $Name; 'Prefer' = 'odata.maxpagesize=1000' }
    $next = $script:Sandbox.Base + '/beta/sandbox/InvokeCommand'
    while ($next) {
        try {
            $answer = Invoke-RestMethod -Method Post -Uri $next -Headers $headers -Body $body -ContentType 'application/json; charset=utf-8' -ErrorAction Stop
        }
        catch {
            $Caller.WriteError((New-SandboxError -Name $Name -Cause $_))
            return
        }
        foreach ($warning in $answer.'@adminapi.warnings') { $Caller.WriteWarning($warning) }
        $confirmation = $answer.PSObject.Properties['@adminapi.confirmationmessage']
        if ($confirmation) { Write-Host $confirmation.Value }
        foreach ($object in $answer.value) { ConvertFrom-SandboxObject $object }
        $link = $answer.PSObject.Properties['@odata.nextLink']
        $next = if ($link) { $link.Value } else { $null }
    }
}

function New-SandboxError {
    param([string] $Name, $Cause)
    $text = $Cause.Exception.Message
    $id = 'RecallSandbox'
    $category = 'NotSpecified'
    if ($Cause.ErrorDetails -and $Cause.ErrorDetails.Message) {
        try {
            $refusal = (ConvertFrom-Json -InputObject $Cause.ErrorDetails.Message).error
            $parts = ([string] $refusal.details[0].message).Split([char[]] '|', 3)
            $text = $parts[-1]
            if ($parts.Count -eq 3) { $id = $parts[0] + ',' + $parts[1] }
            if ($refusal.code -eq 'NotFound') { $category = 'ObjectNotFound' }
            if ($refusal.code -eq 'BadRequest') { $category = 'InvalidArgument' }
        }
        catch { $text = $Cause.ErrorDetails.Message }
    }
    $exception = [System.InvalidOperationException]::new($text)
    return [System.Management.Automation.ErrorRecord]::new($exception, $id, $category, $Name)
}`;
